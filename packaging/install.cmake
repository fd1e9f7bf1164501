# SPDX-License-Identifier: GPL-3.0-or-later
# Where things are installed, and the Debian package: cmake --install build/release, or cpack in build/release.
set(application io.github.nightbell.Nightbell)
set(made ${CMAKE_CURRENT_BINARY_DIR}/packaging)
set(files ${CMAKE_CURRENT_LIST_DIR})
set(maintainer "Nightbell developers <nightbell@users.noreply.github.com>")

# Debian wants manual pages and the changelog compressed, and the same bytes from every build.
find_program(GZIP gzip REQUIRED)
function(nightbell_compressed from to)
    configure_file(${from} ${made}/${to} @ONLY)
    execute_process(COMMAND ${GZIP} -9nkf ${made}/${to} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC) # SOURCE_DATE_EPOCH, where it is set
nightbell_compressed(${files}/changelog.in changelog)

set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
foreach(program IN ITEMS nightbell nightbellctl)
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    nightbell_compressed(${files}/${program}.1 ${program}.1)
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES ${made}/${program}.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
if(BUILD_SHARED_LIBS)
    set_target_properties(nightbell nightbellctl PROPERTIES INSTALL_RPATH "\$ORIGIN/../lib/nightbell")
    set_target_properties(nightbell_app nightbell_ui PROPERTIES INSTALL_RPATH "\$ORIGIN")
    install(TARGETS nightbell_app nightbell_ui LIBRARY DESTINATION lib/nightbell) # private: no other program links them
endif()
install(FILES ${files}/nightbellctl.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME nightbellctl)
install(FILES ${files}/${application}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${files}/${application}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/icons/${application}.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${files}/nightbell.service DESTINATION lib/systemd/user) # not started unless somebody enables it
install(FILES ${files}/copyright ${made}/changelog.gz resources/example.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/nightbell)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME nightbell)
set(CPACK_PACKAGE_CONTACT ${maintainer})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "on-call console for the desktop")
set(CPACK_PACKAGE_DESCRIPTION
"Nightbell watches this machine and web sites, raises incidents, and makes
sure that a page is noticed: in a window, in the tray and as a notification
with buttons to acknowledge and resolve. nightbellctl does the same in a
terminal and on servers without a display.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, libqt6sql6-sqlite") # plugins and data, which no linker sees
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core | fonts-noto-core, gnome-keyring | kwalletmanager, qt6-translations-l10n, qt6-wayland")
include(CPack)

# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of nightbellctl for bash.

_nightbellctl()
{
    local current previous word command="" folders=() i
    current=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()

    case $previous in
        --config | --data)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return
            ;;
        --for)
            mapfile -t COMPREPLY < <(compgen -W "30s 5m 15m 1h 4h 8h" -- "$current")
            return
            ;;
        --until)
            mapfile -t COMPREPLY < <(compgen -W "09:00" -- "$current")
            return
            ;;
        --severity)
            mapfile -t COMPREPLY < <(compgen -W "critical error warning info" -- "$current")
            return
            ;;
        --since)
            mapfile -t COMPREPLY < <(compgen -W "1h 8h 24h 7d 30d" -- "$current")
            return
            ;;
        --state)
            mapfile -t COMPREPLY < <(compgen -W "alert warn no-data ok unknown skipped ignored over firing clear" -- "$current")
            return
            ;;
        --summary | --dedup-key | --service | --host | --url | --details | --to | --comment)
            return
            ;;
    esac

    # The command, and the folders that were named, which decide whom to ask.
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            --config | --data)
                folders+=("$word" "${COMP_WORDS[i + 1]}")
                ((i++))
                ;;
            --for | --until | --since | --state | --comment | --summary | --severity | --dedup-key | --service | --host | --url | --details | --to) ((i++)) ;;
            --demo) folders+=("$word") ;;
            -*) ;;
            *)
                command=$word
                break
                ;;
        esac
    done

    if [[ $current == -* ]]; then
        local options="--config --data --json --demo --help"
        case $command in
            "") options+=" --version" ;;
            watch) options+=" --for" ;;
            incidents) options+=" --all" ;;
            monitors) options+=" --state" ;;
            readiness) options+=" --test" ;;
            snooze | pause | prolong) options+=" --for --until" ;;
            silence) options+=" --for --until --comment" ;;
            history | stats) options+=" --since" ;;
            event) options+=" --summary --severity --dedup-key --service --host --url --details --to" ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        return
    fi

    case $command in
        "")
            mapfile -t COMPREPLY < <(
                compgen -W "watch status incidents hosts monitors checks sources oncall readiness ack resolve snooze note pause resume silences silence prolong unsilence history stats event check config" -- "$current")
            ;;
        ack | resolve | snooze | note)
            # Ids may have a colon, at which bash ends a word.
            local prefix=""
            if declare -F _get_comp_words_by_ref >/dev/null; then
                _get_comp_words_by_ref -n : -c current
                prefix=${current%"${current##*:}"}
            fi
            mapfile -t COMPREPLY < <(
                compgen -W "$(timeout 2 nightbellctl "${folders[@]}" incidents 2>/dev/null | awk 'NR > 1 { print $1 }')" -- "$current")
            COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
            ;;
        silence)
            mapfile -t COMPREPLY < <(
                compgen -W "$(timeout 2 nightbellctl "${folders[@]}" sources 2>/dev/null | awk 'NR > 1 { print $1 }')" -- "$current")
            ;;
        prolong | unsilence)
            mapfile -t COMPREPLY < <(
                compgen -W "$(timeout 8 nightbellctl "${folders[@]}" silences 2>/dev/null | awk 'NR > 1 { print $1 }')" -- "$current")
            ;;
        check)
            mapfile -t COMPREPLY < <(
                compgen -W "$(timeout 2 nightbellctl "${folders[@]}" checks 2>/dev/null | awk 'NR > 1 { print $1 }') https://" -- "$current")
            ;;
        event) mapfile -t COMPREPLY < <(compgen -W "trigger acknowledge resolve" -- "$current") ;;
        config) mapfile -t COMPREPLY < <(compgen -W "check" -- "$current") ;;
    esac
}

complete -F _nightbellctl nightbellctl

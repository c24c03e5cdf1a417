. "$LICET_SOURCE/tests/docs/common.sh"
mkdir -p "$HOME/.local/share/licet"
cat >"$HOME/.local/share/licet/policy.ini" <<'INI'
[lists]
required = own
guard_removals = 0
guard_percent = 60
[list own]
max_age_days = 36500
INI
marrow='{"entity_id":"3","names":["Marrow Hill Trading"],"type":"org","countries":["GB"]}'
orrery='{"entity_id":"4","names":["Tamsin Orrery"],"type":"person","countries":["GB"]}'
vale='{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}'
own_list 2021-11-01 "$vale" "$marrow" "$orrery"
own_list 2021-11-08 '{"entity_id":"1","names":["Candiru","Candiru Ltd."],"type":"org","countries":["IL"],"reason":"spyware"}' "$vale" "$marrow" "$orrery"
own_list 2023-05-01 '{"entity_id":"1","names":["Candiru","Candiru Ltd."],"type":"org","countries":["IL"],"reason":"spyware, 86 FR 60759"}' "$vale" "$marrow" "$orrery"
own_list 2026-07-20 "$orrery" '{"entity_id":"1","names":["Candiru","Saito Tech Ltd."],"type":"org","countries":["IL"],"reason":"spyware, 86 FR 60759"}' "$marrow" \
    '{"entity_id":"5","names":["Sallow Fen Shipping"],"type":"org","countries":["GB"]}'
own_list 2026-07-25 "$marrow" || [ $? = 2 ]
python3 - <<'PY'
import os
N, E = "-0- ", "\x1a"
def write(name, text): open(name, "w", newline="").write(text + E)
rest = ",".join([N] * 7)
person = f'11,"ORRERY, Tamsin","individual","SDGT",{rest},"DOB 19 Jun 1951; nationality Ireland."\r\n'
firm = f'13,"SALLOW FEN BANK",{N},"CUBA",{rest},{N}\r\n'
write("sdn.csv", person + firm)
write("add.csv", '11,1,"1 Quay","Cork","Ireland",' + N + "\r\n")
write("alt.csv", '11,1,"aka","VAIL, Osian",' + N + "\r\n")
os.mkdir("sdn")
write("sdn/sdn_2021-08-18.csv", person)
write("sdn/sdn_2021-09-01.csv", person + firm)
PY

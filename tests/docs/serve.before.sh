. "$LICET_SOURCE/tests/docs/common.sh"
own_list 2026-07-31 '{"entity_id":"1","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"]}' \
    '{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}'

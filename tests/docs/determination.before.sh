. "$LICET_SOURCE/tests/docs/common.sh"
sample_lists
echo '{"id": 1, "facts": {"as_of": "2021-11-05", "activity": "export", "to": "IL", "item": {"eccn": "EAR99"}}}' >facts.jsonl

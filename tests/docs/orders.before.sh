. "$LICET_SOURCE/tests/docs/common.sh"
sample_lists
printf 'Auftrag;Kunde;Kundenland;Artikel\n1;Candiru;IL;Regal\n' >orders.csv

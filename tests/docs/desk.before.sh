. "$LICET_SOURCE/tests/docs/common.sh"
sample_lists
printf 'Customer No;Customer Name;Type;Country;Street;City\nK-100;NSO Groupe SARL;organisation;FR;;Lyon\n' >first.csv
licet book import --quiet first.csv
licet rescreen --quiet || [ $? = 1 ]
printf 'Customer No;Customer Name;Type;Country;Street;City\nK-100;NSO Groupe SARL;organisation;FR;;Lyon\nK-101;Marrow Hill Bakery;organisation;GB;1 Fen Lane;Ely\nK-102;Positive Technology LLC;organisation;US;;Reno\n' >customers.csv
printf 'Order,Line,Customer,Country,Item,ECCN,Ship-to country\nSO-7,1,Positiv Technologies GmbH,DE,Rack,EAR99,DE\n' >waiting.csv
printf '%%PDF-1.4\n' >report.pdf

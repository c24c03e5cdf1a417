/* What people write in front of a number: "Passport no. 1084010", "EG:1084010", "IMO No. 9187629".
 */
#include "index/evidence.h"
#include "text/country.h"

/* Words that say what a number is. Others may be part of it: "AB 1084010". */
static const char *const labels[] = {"passport",     "passports",
                                     "passeport",    "pasaporte",
                                     "passaporto",   "passaporte",
                                     "reisepass",    "paspoort",
                                     "paszport",     "pasaport",
                                     "паспорт",      "Паспорт",
                                     "护照",         "护照号",
                                     "护照号码",     "護照",
                                     "護照號碼",     "no",
                                     "nos",          "nr",
                                     "nr.",          "num",
                                     "number",       "numero",
                                     "número",       "numéro",
                                     "nummer",       "n°",
                                     "nº",           "№",
                                     "номер",        "id",
                                     "ids",          "identity",
                                     "identitas",    "identification",
                                     "identifier",   "identidad",
                                     "identité",     "ident",
                                     "ausweis",      "personalausweis",
                                     "national",     "personal",
                                     "foreign",      "diplomatic",
                                     "official",     "travel",
                                     "document",     "doc",
                                     "card",         "certificate",
                                     "certificado",  "permit",
                                     "license",      "licence",
                                     "licencia",     "driver",
                                     "drivers",      "driver's",
                                     "driving",      "residence",
                                     "residency",    "birth",
                                     "tax",          "fiscal",
                                     "taxpayer",     "steuer",
                                     "vat",          "ust",
                                     "tin",          "ein",
                                     "inn",          "инн",
                                     "ИНН",          "ogrn",
                                     "огрн",         "ОГРН",
                                     "ogrnip",       "kpp",
                                     "okpo",         "registration",
                                     "registry",     "registered",
                                     "reg",          "register",
                                     "company",      "business",
                                     "enterprise",   "commercial",
                                     "trade",        "organization",
                                     "organisation", "legal",
                                     "entity",       "chamber",
                                     "of",           "commerce",
                                     "the",          "crn",
                                     "imo",          "mmsi",
                                     "vessel",       "ship",
                                     "hull",         "call",
                                     "sign",         "aircraft",
                                     "tail",         "msn",
                                     "manufacturer", "manufacturer's",
                                     "serial",       "construction",
                                     "swift",        "bic",
                                     "lei",          "duns",
                                     "abn",          "gln",
                                     "cedula",       "cédula",
                                     "dni",          "nie",
                                     "nif",          "nit",
                                     "cif",          "rut",
                                     "ruc",          "rfc",
                                     "curp",         "cuit",
                                     "cpf",          "cnpj",
                                     "pesel",        "nip",
                                     "regon",        "krs",
                                     "kvk",          "siren",
                                     "siret",        "cin",
                                     "cui",          "din",
                                     "pan",          "cnic",
                                     "nric",         "ssn",
                                     "uscc",         "unified",
                                     "social",       "security",
                                     "credit",       "code",
                                     "registre"};

static bool is_label(lc_sv word)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (lc_sv_ieq(word, lc_sv_of(labels[i]))) return true;
    return false;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Between a label and its number. Also the full-width colon. */
static size_t gap_at(lc_sv t)
{
    if (lc_sv_starts(t, LC_SV("\xEF\xBC\x9A"))) return 3;
    return t.len && strchr(" \t.:#=/,;()[]-_", t.data[0]) && t.data[0] ? 1 : 0;
}

static lc_sv skip_gap(lc_sv t)
{
    for (size_t n; (n = gap_at(t)) > 0;) t = lc_sv_from(t, n);
    return t;
}

/* Up to a gap or a digit. */
static lc_sv word_of(lc_sv t)
{
    size_t n = 0;
    while (n < t.len && !digit(t.data[n]) && !gap_at(lc_sv_from(t, n))) n++;
    return lc_sv_make(t.data, n);
}

/* "№1084010": no letter that could belong to the number. */
static bool is_sign(lc_sv word)
{
    return lc_sv_is(word, "№") || lc_sv_ieq(word, LC_SV("n°")) || lc_sv_ieq(word, LC_SV("nº"));
}

/* "EG:", "(EG)", "Egypt": a code needs the mark, or "EG 1084010" would lose a part of itself. */
static bool is_country(lc_sv word, lc_sv after)
{
    enum { CODE = 3 };
    bool marked = after.len && (after.data[0] == ':' || after.data[0] == ')' || gap_at(after) == 3);
    return (marked || word.len > CODE) && lc_country_code(word).len > 0;
}

/* A label of several words is one that is nothing but labels. */
lc_sv lc_ident_unlabelled(lc_sv text)
{
    lc_sv rest = skip_gap(lc_sv_trim(text));
    bool any = false;
    while (rest.len && !digit(rest.data[0])) {
        lc_sv word = word_of(rest), after = lc_sv_from(rest, word.len);
        bool apart = gap_at(after) > 0;
        if (!(apart && is_label(word)) && !is_sign(word) && !(apart && is_country(word, after)))
            break;
        any = true;
        rest = skip_gap(after);
    }
    for (size_t i = 0; i < rest.len && any; i++)
        if (digit(rest.data[i])) return rest;
    return LC_SV_NONE;
}

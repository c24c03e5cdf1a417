/* fuzz/match_small.h: a small lexicon and list for the targets of index and match. */
#ifndef FUZZ_MATCH_SMALL_H
#define FUZZ_MATCH_SMALL_H

#include <stdlib.h>

#include "index/index.h"
#include "text/lexicon.h"

static inline lc_lexicon *small_lexicon(void)
{
    const lc_lexicon_file files[] = {
        {LC_SV("legal_forms.txt"),
         LC_SV("llc\tLLC\ten\t*\tllc\tany\nlimited liability company\tLLC\ten\t*\tllc\tany\n"
               "ooo\tLLC\tru\tRU\tooo\tany\n有限公司\tLLC\tzh\tCN\tyx\tany\n")},
        {LC_SV("titles.txt"),
         LC_SV("al\tal\tar\tparticle\nabu\tabu\tar\tkunya\nmr\tmr\ten\ttitle\n")},
        {LC_SV("org_words.txt"),
         LC_SV("factory\tplant\ten\t1\ngeneral\tgeneral\ten\t0\nzavod\tplant\tru\t1\n")},
        {LC_SV("numbers.txt"), LC_SV("first\t1\ten\tordinal\nno\t-\tmul\tsign\n")},
        {LC_SV("given_names.txt"),
         LC_SV("sergei\tsergei\tru\tspelling\nsergey\tsergei\tru\tspelling\n")},
        {LC_SV("background.txt"), LC_SV("ali\tgiven\tmul\t9\n")},
    };
    lc_lexicon *lex = NULL;
    if (lc_lexicon_new(files, sizeof files / sizeof *files, &lex, NULL)) abort();
    return lex;
}

static inline void small_index(const lc_lexicon *lex, lc_buf *out)
{
    static const char *const names[] = {"Plover Optics LLC",
                                        "ALI, Muhammad",
                                        "Ali Ali",
                                        "Завод Пловер",
                                        "上海技术有限公司",
                                        "CETC 28",
                                        "Factory No. 9",
                                        "Don Juan Trading (DJT)",
                                        "abu x",
                                        "A",
                                        "Sergei Ivanovich Petrov",
                                        "The LLC",
                                        "COSEINC",
                                        "Computer Security Initiative Consultancy",
                                        "محمد علي",
                                        "Al-Plover"};
    lc_index_writer *w = lc_index_writer_new(lex);
    char hash[65];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lc_name name = {lc_sv_of(names[i]), (lc_name_kind)(i % 4)};
        lc_ident ident = {.number = LC_SV("IMO 9187629")};
        lc_address address = {.text = LC_SV("12 Quay Road, Wan Chai, Hong Kong")};
        lc_sv birth = LC_SV("circa 1970"), country = LC_SV("RU");
        lc_entry e = {.source = LC_SV("own"),
                      .sublist = LC_SV("HOUSE"),
                      .key = lc_sv_of(names[i]),
                      .type = (lc_party_type)(i % 5),
                      .names = &name,
                      .n_names = 1,
                      .idents = &ident,
                      .n_idents = i % 2,
                      .addresses = &address,
                      .n_addresses = 1,
                      .births = &birth,
                      .n_births = i % 3 == 0,
                      .countries = &country,
                      .n_countries = 1,
                      .address_only = i == 9};
        lc_index_input in = {
            .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
        if (lc_index_writer_add(w, &in, NULL)) abort();
    }
    if (lc_index_writer_finish(w, LC_SV("{}"), out, hash, NULL)) abort();
    lc_index_writer_free(w);
}

#endif

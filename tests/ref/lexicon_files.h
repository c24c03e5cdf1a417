/* tests/ref/lexicon_files.h: the lexicons of data/names for tests that need real ones. */
#ifndef REF_LEXICON_FILES_H
#define REF_LEXICON_FILES_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "text/lexicon.h"

static inline lc_sv ref_file(lc_arena *a, const char *folder, const char *name)
{
    lc_sv path = lc_arena_printf(a, "%s/%s", folder, name);
    FILE *f = fopen(path.data, "rb");
    lc_buf b = {0};
    if (!f) return LC_SV_NONE;
    for (;;) {
        lc_buf_reserve(&b, 65536);
        size_t n = fread(b.data + b.len, 1, 65536, f);
        if (n == 0) break;
        b.len += n;
    }
    fclose(f);
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static inline lc_lexicon *ref_lexicon(lc_arena *a)
{
    static const char *const names[] = {"abbreviations.txt", "background.txt", "compounds.txt",
                                        "given_names.txt",   "stems.txt",      "legal_forms.txt",
                                        "numbers.txt",       "org_words.txt",  "places.txt",
                                        "surnames.txt",      "titles.txt"};
    enum { N = sizeof names / sizeof *names };
    lc_lexicon_file files[N];
    licet_error err = {0};
    lc_lexicon *lex = NULL;
    for (size_t i = 0; i < N; i++)
        files[i] =
            (lc_lexicon_file){lc_sv_of(names[i]), ref_file(a, LICET_DATA_DIR "/names", names[i])};
    if (lc_lexicon_new(files, N, &lex, &err))
        fprintf(stderr, "%s:%lu: %s\n", err.file, (unsigned long)err.line, err.message);
    return lex;
}

#endif

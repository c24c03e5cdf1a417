/* Names for measurements, made from public word statistics; the same seed gives the same bytes.
 *
 *   names_make list ROWS SEED NAMES_FOLDER [BASE]   id <tab> type <tab> country <tab> name
 *   names_make customers ROWS SEED NAMES_FOLDER [BASE]   the same: people and firms on no list
 *   names_make perturbed ROWS SEED LIST   kind <tab> id of the true row <tab> name
 *
 * BASE is a file in the form of a list: its rows come first (of "list" only), and a quarter of the
 * words of the made names are drawn from it, so that the list's words are as frequent among them as
 * in it. The other words come from data/names: frequencies of given and family names and of words
 * by language (a class is a factor of two), words of organisations, places, legal forms. One word
 * in five is new: letters by a model of order three, learnt from the family names or words of that
 * language. Countries are drawn by Zipf's law. Nothing is looked up, nothing is random. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORD = 40, LETTERS = 27, NEW_WORD_MOST = 12, MOST_NAME = 200 };

/* ---- chance ---- */

static uint64_t next(uint64_t *s) /* splitmix64, Vigna 2015 */
{
    uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint32_t below(uint64_t *s, uint64_t n)
{
    return (uint32_t)((next(s) >> 11) % n);
}

static bool percent(uint64_t *s, uint32_t p)
{
    return below(s, 100) < p;
}

/* ---- pools of words ---- */

typedef struct pool { /* words with the sums of their weights so far */
    char **at;
    uint64_t *sum;
    size_t n, cap;
} pool;

static void add(pool *p, const char *word, size_t len, uint64_t weight)
{
    if (p->n == p->cap) {
        p->cap = p->cap ? 2 * p->cap : 64;
        p->at = realloc(p->at, p->cap * sizeof *p->at);
        p->sum = realloc(p->sum, p->cap * sizeof *p->sum);
        if (!p->at || !p->sum) abort();
    }
    p->at[p->n] = strndup(word, len);
    p->sum[p->n] = (p->n ? p->sum[p->n - 1] : 0) + weight;
    p->n++;
}

static const char *draw(const pool *p, uint64_t *s)
{
    if (!p->n) return "";
    uint64_t x = (next(s) >> 8) % p->sum[p->n - 1];
    size_t lo = 0, hi = p->n - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (p->sum[mid] > x)
            hi = mid;
        else
            lo = mid + 1;
    }
    return p->at[lo];
}

/* Letters by the three before them; 0 is the border of a word. */
typedef struct model {
    uint32_t count[LETTERS][LETTERS][LETTERS][LETTERS];
} model;

static void learn(model *m, const char *word)
{
    uint8_t a = 0, b = 0, c = 0;
    for (; *word >= 'a' && *word <= 'z'; word++) {
        uint8_t d = (uint8_t)(*word - 'a' + 1);
        m->count[a][b][c][d]++;
        a = b, b = c, c = d;
    }
    m->count[a][b][c][0]++;
}

static const char *invent(const model *m, uint64_t *s, char out[MOST_WORD])
{
    for (int attempt = 0; attempt < 20; attempt++) {
        uint8_t a = 0, b = 0, c = 0;
        size_t n = 0;
        while (n < NEW_WORD_MOST) {
            const uint32_t *row = m->count[a][b][c];
            uint64_t all = 0;
            for (int i = 0; i < LETTERS; i++) all += row[i];
            if (!all) break;
            uint64_t x = (next(s) >> 8) % all;
            uint8_t d = 0;
            while (x >= row[d]) x -= row[d++];
            if (!d) break;
            out[n++] = (char)('a' + d - 1);
            a = b, b = c, c = d;
        }
        out[n] = 0;
        if (n >= 4) return out;
    }
    return out;
}

/* ---- countries ---- */

typedef struct culture {
    const char *country, *lang;
    bool family_first, father;
    pool given, family, word, trade, legal, place;
    model *names, *words;
} culture;

/* In the order Zipf's law counts them. */
static culture cultures[] = {
    {.country = "CN", .lang = "zh", .family_first = true},
    {.country = "RU", .lang = "ru", .father = true},
    {.country = "US", .lang = "en"},
    {.country = "IR", .lang = "fa"},
    {.country = "AE", .lang = "ar"},
    {.country = "TR", .lang = "tr"},
    {.country = "IN", .lang = "hi"},
    {.country = "MX", .lang = "es"},
    {.country = "DE", .lang = "de"},
    {.country = "UA", .lang = "uk", .father = true},
    {.country = "KR", .lang = "ko", .family_first = true},
    {.country = "FR", .lang = "fr"},
    {.country = "ID", .lang = "id"},
    {.country = "JP", .lang = "ja"},
    {.country = "IT", .lang = "it"},
    {.country = "BR", .lang = "pt"},
    {.country = "PL", .lang = "pl"},
    {.country = "NL", .lang = "nl"},
    {.country = "VN", .lang = "vi", .family_first = true},
    {.country = "PK", .lang = "ta"},
};
enum { CULTURES = sizeof cultures / sizeof *cultures };

typedef struct maker {
    uint64_t seed;
    pool base, countries; /* words of the base */
} maker;

/* ---- data/names ---- */

static bool latin(const char *s)
{
    if (!*s) return false;
    for (; *s; s++)
        if (!(*s >= 'a' && *s <= 'z') && *s != ' ') return false;
    return true;
}

typedef void take_row(char *column[8], size_t n);

static void read_rows(const char *folder, const char *name, take_row *take)
{
    char path[4096], line[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    if (!f) {
        fprintf(stderr, "names_make: cannot read %s\n", path);
        exit(2);
    }
    while (fgets(line, sizeof line, f)) {
        char *column[8] = {0}, *rest = line;
        size_t n = 0;
        if (*line == '#') continue;
        line[strcspn(line, "\n")] = 0;
        while (n < 8 && (column[n] = strsep(&rest, "\t"))) n++;
        if (n > 3 && strlen(column[0]) < MOST_WORD && latin(column[0])) take(column, n);
    }
    fclose(f);
}

static bool speaks(const culture *c, const char *lang)
{
    return !strcmp(lang, c->lang) || !strcmp(lang, "mul");
}

static void take_background(char *column[8], size_t n)
{
    (void)n;
    uint64_t weight = UINT64_C(1) << atoi(column[3]);
    for (size_t i = 0; i < CULTURES; i++) {
        culture *c = &cultures[i];
        bool own = !strcmp(column[2], c->lang);
        if (!speaks(c, column[2])) continue;
        pool *p = *column[1] == 'g' ? &c->given : *column[1] == 'f' ? &c->family : &c->word;
        if (p == &c->word && strlen(column[0]) < 4) continue;
        add(p, column[0], strlen(column[0]), own ? 4 * weight : weight);
        learn(p == &c->word ? c->words : c->names, column[0]);
    }
}

static void take_trade(char *column[8], size_t n)
{
    (void)n;
    for (size_t i = 0; i < CULTURES; i++) {
        bool english = !strcmp(column[2], "en");
        if (!english && !speaks(&cultures[i], column[2])) continue;
        add(&cultures[i].trade, column[0], strlen(column[0]), english ? 8 : 2);
    }
}

static void take_legal(char *column[8], size_t n)
{
    for (size_t i = 0; i < CULTURES && n > 3; i++) {
        bool here = !strcmp(column[3], cultures[i].country);
        if (here || (!strcmp(column[3], "*") && !strcmp(column[2], "en")))
            add(&cultures[i].legal, column[0], strlen(column[0]), here ? 6 : 1);
    }
}

static void take_place(char *column[8], size_t n)
{
    for (size_t i = 0; i < CULTURES && n > 4; i++)
        if (!strcmp(column[3], cultures[i].country))
            add(&cultures[i].place, column[0], strlen(column[0]), 1);
}

static void read_names(maker *m, const char *folder)
{
    for (size_t i = 0; i < CULTURES; i++) {
        cultures[i].names = calloc(1, sizeof(model));
        cultures[i].words = calloc(1, sizeof(model));
        if (!cultures[i].names || !cultures[i].words) abort();
        add(&m->countries, cultures[i].country, 2, 100000 / (i + 1)); /* Zipf */
    }
    read_rows(folder, "background.txt", take_background);
    read_rows(folder, "org_words.txt", take_trade);
    read_rows(folder, "legal_forms.txt", take_legal);
    read_rows(folder, "places.txt", take_place);
}

static void read_base(maker *m, const char *path, bool print)
{
    char line[8192];
    FILE *f = path ? fopen(path, "r") : NULL;
    while (f && fgets(line, sizeof line, f)) {
        char *rest = strrchr(line, '\t'), *word;
        if (print) fputs(line, stdout);
        line[strcspn(line, "\n")] = 0;
        for (rest = rest ? rest + 1 : line; (word = strsep(&rest, " ,()"));) {
            size_t n = strlen(word);
            if (n >= 4 && n < MOST_WORD && isalpha((unsigned char)*word)) add(&m->base, word, n, 1);
        }
    }
    if (f) fclose(f);
}

/* ---- names ---- */

static void put(char *name, const char *word)
{
    size_t n = strlen(name);
    if (n + strlen(word) + 2 > MOST_NAME || !*word) return;
    if (n) name[n++] = ' ';
    for (bool first = true; *word; word++, n++) {
        name[n] = first ? (char)toupper((unsigned char)*word) : *word;
        first = *word == ' ';
    }
    name[n] = 0;
}

static const char *of_pool(maker *m, const pool *p, const model *new, char scratch[MOST_WORD])
{
    if (m->base.n && percent(&m->seed, 25)) return draw(&m->base, &m->seed);
    if (new &&percent(&m->seed, 20)) return invent(new, &m->seed, scratch);
    return draw(p, &m->seed);
}

static void make_person(maker *m, const culture *c, char *name)
{
    char scratch[MOST_WORD], father[MOST_WORD + 8];
    const char *given = draw(&c->given, &m->seed);
    if (c->family_first) put(name, of_pool(m, &c->family, c->names, scratch));
    put(name, given);
    if (c->father && percent(&m->seed, 60)) {
        snprintf(father, sizeof father, "%sovich", draw(&c->given, &m->seed));
        put(name, father);
    } else if (percent(&m->seed, 25)) {
        put(name, draw(&c->given, &m->seed));
    }
    if (!c->family_first) put(name, of_pool(m, &c->family, c->names, scratch));
}

static void make_acronym(maker *m, char *name)
{
    char word[5] = "";
    size_t n = 3 + below(&m->seed, 2);
    for (size_t i = 0; i < n; i++) word[i] = (char)('A' + below(&m->seed, 26));
    put(name, word);
}

static void make_organisation(maker *m, const culture *c, char *name)
{
    char scratch[MOST_WORD];
    uint32_t shape = below(&m->seed, 100);
    if (shape < 25) put(name, draw(&c->place, &m->seed));
    if (shape < 65)
        put(name, of_pool(m, &c->word, c->words, scratch));
    else if (shape < 85)
        put(name, of_pool(m, &c->family, c->names, scratch));
    else
        make_acronym(m, name);
    put(name, draw(&c->trade, &m->seed));
    if (shape % 3 == 0) put(name, draw(&c->trade, &m->seed));
    if (percent(&m->seed, 75)) put(name, draw(&c->legal, &m->seed));
}

static void make(maker *m, uint64_t id)
{
    char name[MOST_NAME] = "";
    const char *country = draw(&m->countries, &m->seed);
    const culture *c = cultures;
    while (strcmp(c->country, country) != 0) c++;
    bool person = percent(&m->seed, 55);
    if (person)
        make_person(m, c, name);
    else
        make_organisation(m, c, name);
    printf("%llu\t%s\t%s\t%s\n", (unsigned long long)id, person ? "person" : "org", country, name);
}

/* ---- true names, written as others write them ---- */

enum { MOST_PARTS = 32 };

typedef struct words {
    char *at[MOST_PARTS];
    size_t n;
} words;

static void cut(char *name, words *w)
{
    char *word;
    w->n = 0;
    while ((word = strsep(&name, " ")) && w->n < MOST_PARTS)
        if (*word) w->at[w->n++] = word;
}

static size_t longest(const words *w)
{
    size_t best = 0;
    for (size_t i = 1; i < w->n; i++)
        if (strlen(w->at[i]) > strlen(w->at[best])) best = i;
    return best;
}

static void edit(uint64_t *s, char *word)
{
    size_t n = strlen(word), at;
    if (n < 5) return;
    at = 1 + below(s, n - 2);
    char c = word[at], letter = (char)('a' + below(s, 26));
    switch (below(s, 3)) {
    case 0: memmove(word + at, word + at + 1, n - at); break; /* a letter is missing */
    case 1: word[at] = letter; break;                         /* another letter */
    default: word[at] = word[at + 1], word[at + 1] = c;       /* two letters change places */
    }
}

static void print_words(const words *w, size_t skip, size_t join)
{
    bool first = true;
    for (size_t i = 0; i < w->n; i++) {
        if (i == skip) continue;
        printf("%s%s", first || i == join ? "" : " ", w->at[i]);
        first = false;
    }
    putchar('\n');
}

static void perturb(uint64_t *s, char *id, char *name)
{
    static const char *const kinds[] = {"same",        "one edit",      "two edits",
                                        "other order", "word left out", "joined"};
    enum { KINDS = sizeof kinds / sizeof *kinds, NONE = 1000 };
    words w;
    size_t kind = below(s, KINDS), skip = NONE, join = NONE;
    cut(name, &w);
    if (w.n < 2 && kind > 1) kind = 1;
    if (w.n < 3 && kind == 4) kind = 3;
    if (kind == 1 || kind == 2) edit(s, w.at[longest(&w)]);
    if (kind == 2) edit(s, w.at[below(s, w.n)]);
    if (kind == 3) {
        char *last = w.at[w.n - 1];
        memmove(w.at + 1, w.at, (w.n - 1) * sizeof *w.at);
        w.at[0] = last;
    }
    if (kind == 4) skip = w.n - 1;
    if (kind == 5) join = 1 + below(s, w.n - 1);
    printf("%s\t%s\t", kinds[kind], id);
    print_words(&w, skip, join);
}

static int perturbed(uint64_t rows, uint64_t seed, const char *list)
{
    char line[8192];
    FILE *f = fopen(list, "r");
    if (!f || fseek(f, 0, SEEK_END)) {
        fprintf(stderr, "names_make: cannot read %s\n", list);
        return 2;
    }
    long bytes = ftell(f);
    for (uint64_t i = 0; i < rows;) {
        fseek(f, (long)(next(&seed) % (uint64_t)bytes), SEEK_SET);
        if (!fgets(line, sizeof line, f) || !fgets(line, sizeof line, f)) continue;
        char *tab = strchr(line, '\t'), *name = strrchr(line, '\t');
        if (!tab || strlen(name) < 6) continue;
        name[strcspn(name, "\n")] = *tab = 0;
        perturb(&seed, line, name + 1);
        i++;
    }
    fclose(f);
    return 0;
}

static uint64_t rows_of(const char *path)
{
    uint64_t n = 0;
    int c;
    FILE *f = path ? fopen(path, "r") : NULL;
    while (f && (c = getc(f)) != EOF) n += c == '\n';
    if (f) fclose(f);
    return n;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: names_make list|customers ROWS SEED NAMES_FOLDER [BASE]\n"
                        "       names_make perturbed ROWS SEED LIST\n");
        return 2;
    }
    maker m = {.seed = strtoull(argv[3], NULL, 10) * UINT64_C(0x2545F4914F6CDD1D) + 1};
    uint64_t rows = strtoull(argv[2], NULL, 10), from = 0;
    if (!strcmp(argv[1], "perturbed")) return perturbed(rows, m.seed, argv[4]);
    const char *base = argc > 5 ? argv[5] : NULL;
    bool list = !strcmp(argv[1], "list");
    read_names(&m, argv[4]);
    read_base(&m, base, list);
    if (list) from = rows_of(base);
    for (uint64_t id = from; id < rows; id++) make(&m, id);
    return 0;
}

/* Han characters in Mandarin: Hanyu Pinyin (ISO 7098) without tones, a space after each character
 * (form 0), joined (form 1), Wade-Giles without marks (form 2). The first character of what may be
 * a person's name is read as a family name where that differs. Words whose reading the single
 * characters do not give have a table. */
#include "text/romanise_part.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, REPEAT = 0x3005, MAX_PERSON = 4, MAX_PHRASE = 3 };
enum { SPACED, JOINED, WADE_GILES };

static const char *const syllables[] = {
    "",      "a",      "ai",   "an",    "ang",   "ao",     "ba",    "bai",   "ban",    "bang",
    "bao",   "bei",    "ben",  "beng",  "bi",    "bian",   "biao",  "bie",   "bin",    "bing",
    "bo",    "bu",     "ca",   "cai",   "can",   "cang",   "cao",   "ce",    "cen",    "ceng",
    "cha",   "chai",   "chan", "chang", "chao",  "che",    "chen",  "cheng", "chi",    "chong",
    "chou",  "chu",    "chua", "chuai", "chuan", "chuang", "chui",  "chun",  "chuo",   "ci",
    "cong",  "cou",    "cu",   "cuan",  "cui",   "cun",    "cuo",   "da",    "dai",    "dan",
    "dang",  "dao",    "de",   "den",   "deng",  "di",     "dian",  "diao",  "die",    "ding",
    "diu",   "dong",   "dou",  "du",    "duan",  "dui",    "dun",   "duo",   "e",      "ei",
    "en",    "eng",    "er",   "fa",    "fan",   "fang",   "fei",   "fen",   "feng",   "fiao",
    "fo",    "fou",    "fu",   "ga",    "gai",   "gan",    "gang",  "gao",   "ge",     "gei",
    "gen",   "geng",   "gong", "gou",   "gu",    "gua",    "guai",  "guan",  "guang",  "gui",
    "gun",   "guo",    "ha",   "hai",   "han",   "hang",   "hao",   "he",    "hei",    "hen",
    "heng",  "hm",     "hong", "hou",   "hu",    "hua",    "huai",  "huan",  "huang",  "hui",
    "hun",   "huo",    "ji",   "jia",   "jian",  "jiang",  "jiao",  "jie",   "jin",    "jing",
    "jiong", "jiu",    "ju",   "juan",  "jue",   "jun",    "ka",    "kai",   "kan",    "kang",
    "kao",   "ke",     "kei",  "ken",   "keng",  "kong",   "kou",   "ku",    "kua",    "kuai",
    "kuan",  "kuang",  "kui",  "kun",   "kuo",   "la",     "lai",   "lan",   "lang",   "lao",
    "le",    "lei",    "leng", "li",    "lia",   "lian",   "liang", "liao",  "lie",    "lin",
    "ling",  "liu",    "lo",   "long",  "lou",   "lu",     "luan",  "lun",   "luo",    "lv",
    "lve",   "m",      "ma",   "mai",   "man",   "mang",   "mao",   "me",    "mei",    "men",
    "meng",  "mi",     "mian", "miao",  "mie",   "min",    "ming",  "miu",   "mo",     "mou",
    "mu",    "n",      "na",   "nai",   "nan",   "nang",   "nao",   "ne",    "nei",    "nen",
    "neng",  "ni",     "nian", "niang", "niao",  "nie",    "nin",   "ning",  "niu",    "nong",
    "nou",   "nu",     "nuan", "nun",   "nuo",   "nv",     "nve",   "o",     "ou",     "pa",
    "pai",   "pan",    "pang", "pao",   "pei",   "pen",    "peng",  "pi",    "pian",   "piao",
    "pie",   "pin",    "ping", "po",    "pou",   "pu",     "qi",    "qia",   "qian",   "qiang",
    "qiao",  "qie",    "qin",  "qing",  "qiong", "qiu",    "qu",    "quan",  "que",    "qun",
    "ran",   "rang",   "rao",  "re",    "ren",   "reng",   "ri",    "rong",  "rou",    "ru",
    "rua",   "ruan",   "rui",  "run",   "ruo",   "sa",     "sai",   "san",   "sang",   "sao",
    "se",    "sen",    "seng", "sha",   "shai",  "shan",   "shang", "shao",  "she",    "shei",
    "shen",  "sheng",  "shi",  "shou",  "shu",   "shua",   "shuai", "shuan", "shuang", "shui",
    "shun",  "shuo",   "si",   "song",  "sou",   "su",     "suan",  "sui",   "sun",    "suo",
    "ta",    "tai",    "tan",  "tang",  "tao",   "te",     "teng",  "ti",    "tian",   "tiao",
    "tie",   "ting",   "tong", "tou",   "tu",    "tuan",   "tui",   "tun",   "tuo",    "wa",
    "wai",   "wan",    "wang", "wei",   "wen",   "weng",   "wo",    "wu",    "xi",     "xia",
    "xian",  "xiang",  "xiao", "xie",   "xin",   "xing",   "xiong", "xiu",   "xu",     "xuan",
    "xue",   "xun",    "ya",   "yan",   "yang",  "yao",    "ye",    "yi",    "yin",    "ying",
    "yo",    "yong",   "you",  "yu",    "yuan",  "yue",    "yun",   "za",    "zai",    "zan",
    "zang",  "zao",    "ze",   "zei",   "zen",   "zeng",   "zha",   "zhai",  "zhan",   "zhang",
    "zhao",  "zhe",    "zhen", "zheng", "zhi",   "zhong",  "zhou",  "zhu",   "zhua",   "zhuai",
    "zhuan", "zhuang", "zhui", "zhun",  "zhuo",  "zi",     "zong",  "zou",   "zu",     "zuan",
    "zui",   "zun",    "zuo",
};

static const uint16_t reading[LAST - FIRST + 1] = {
#include "text/romanise_han.inc"
};

static const lc_letter_row family[] = {
    {0x4E50, "yue"},   /* 乐 */
    {0x4EC7, "qiu"},   /* 仇 */
    {0x4EFB, "ren"},   /* 任 */
    {0x51BC, "xian"},  /* 冼 */
    {0x533A, "ou"},    /* 区 */
    {0x5340, "ou"},    /* 區 */
    {0x5355, "shan"},  /* 单 */
    {0x53EC, "shao"},  /* 召 */
    {0x5458, "yun"},   /* 员 */
    {0x54E1, "yun"},   /* 員 */
    {0x55AE, "shan"},  /* 單 */
    {0x5C09, "yu"},    /* 尉 */
    {0x6298, "she"},   /* 折 */
    {0x6641, "chao"},  /* 晁 */
    {0x6734, "piao"},  /* 朴 */
    {0x67CF, "bai"},   /* 柏 */
    {0x67E5, "zha"},   /* 查 */
    {0x6A02, "yue"},   /* 樂 */
    {0x6D17, "xian"},  /* 洗 */
    {0x725F, "mu"},    /* 牟 */
    {0x76D6, "ge"},    /* 盖 */
    {0x79CD, "chong"}, /* 种 */
    {0x7E41, "po"},    /* 繁 */
    {0x7F2A, "miao"},  /* 缪 */
    {0x845B, "ge"},    /* 葛 */
    {0x84CB, "ge"},    /* 蓋 */
    {0x8983, "qin"},   /* 覃 */
    {0x89E3, "xie"},   /* 解 */
    {0x8C0C, "chen"},  /* 谌 */
    {0x9004, "pang"},  /* 逄 */
    {0x90A3, "na"},    /* 那 */
    {0x961A, "kan"},   /* 阚 */
};

/* Code points, then the reading; sorted by the first. */
static const struct {
    int32_t cp[MAX_PHRASE];
    const char *latin;
} phrases[] = {
    {{0x4E07, 0x4FDF, 0}, "mo qi"},               /* 万俟 */
    {{0x4E07, 0x5B9D, 0}, "wan bao"},             /* 万宝 */
    {{0x4E1C, 0x963F, 0}, "dong e"},              /* 东阿 */
    {{0x4E3D, 0x6C34, 0}, "li shui"},             /* 丽水 */
    {{0x4E50, 0x4EAD, 0}, "lao ting"},            /* 乐亭 */
    {{0x4E50, 0x5C71, 0}, "le shan"},             /* 乐山 */
    {{0x4E50, 0x6E05, 0}, "yue qing"},            /* 乐清 */
    {{0x4EBA, 0x53C2, 0}, "ren shen"},            /* 人参 */
    {{0x4EE4, 0x72D0, 0}, "ling hu"},             /* 令狐 */
    {{0x4F1A, 0x8BA1, 0}, "kuai ji"},             /* 会计 */
    {{0x50A8, 0x85CF, 0}, "chu cang"},            /* 储藏 */
    {{0x516D, 0x5B89, 0}, "lu an"},               /* 六安 */
    {{0x5355, 0x53BF, 0}, "shan xian"},           /* 单县 */
    {{0x53C2, 0x5DEE, 0}, "cen ci"},              /* 参差 */
    {{0x53F0, 0x5DDE, 0}, "tai zhou"},            /* 台州 */
    {{0x5410, 0x8543, 0}, "tu bo"},               /* 吐蕃 */
    {{0x5546, 0x884C, 0}, "shang hang"},          /* 商行 */
    {{0x5927, 0x53A6, 0}, "da sha"},              /* 大厦 */
    {{0x5927, 0x592B, 0}, "dai fu"},              /* 大夫 */
    {{0x5927, 0x5EC8, 0}, "da sha"},              /* 大廈 */
    {{0x5C09, 0x8FDF, 0}, "yu chi"},              /* 尉迟 */
    {{0x5C09, 0x9072, 0}, "yu chi"},              /* 尉遲 */
    {{0x5C3D, 0x7BA1, 0}, "jin guan"},            /* 尽管 */
    {{0x6536, 0x85CF, 0}, "shou cang"},           /* 收藏 */
    {{0x660E, 0x671D, 0}, "ming zhao"},           /* 明朝 */
    {{0x6703, 0x8A08, 0}, "kuai ji"},             /* 會計 */
    {{0x671D, 0x9633, 0}, "chao yang"},           /* 朝阳 */
    {{0x671D, 0x9C9C, 0}, "chao xian"},           /* 朝鲜 */
    {{0x6821, 0x957F, 0}, "xiao zhang"},          /* 校长 */
    {{0x6D0B, 0x884C, 0}, "yang hang"},           /* 洋行 */
    {{0x6D2A, 0x6D1E, 0}, "hong tong"},           /* 洪洞 */
    {{0x6D5A, 0x53BF, 0}, "xun xian"},            /* 浚县 */
    {{0x6DA1, 0x9633, 0}, "guo yang"},            /* 涡阳 */
    {{0x71D5, 0x5C71, 0}, "yan shan"},            /* 燕山 */
    {{0x7422, 0x78E8, 0}, "zhuo mo"},             /* 琢磨 */
    {{0x756A, 0x79BA, 0}, "pan yu"},              /* 番禺 */
    {{0x767E, 0x8272, 0}, "bo se"},               /* 百色 */
    {{0x79D8, 0x9C81, 0}, "bi lu"},               /* 秘鲁 */
    {{0x7ED9, 0x6C34, 0}, "ji shui"},             /* 给水 */
    {{0x8463, 0x4E8B, 0x957F}, "dong shi zhang"}, /* 董事长 */
    {{0x868C, 0x57E0, 0}, "beng bu"},             /* 蚌埠 */
    {{0x884C, 0x4E1A, 0}, "hang ye"},             /* 行业 */
    {{0x884C, 0x52A8, 0}, "xing dong"},           /* 行动 */
    {{0x897F, 0x85CF, 0}, "xi zang"},             /* 西藏 */
    {{0x8C03, 0x5EA6, 0}, "diao du"},             /* 调度 */
    {{0x8C03, 0x67E5, 0}, "diao cha"},            /* 调查 */
    {{0x90E8, 0x957F, 0}, "bu zhang"},            /* 部长 */
    {{0x90FD, 0x5E02, 0}, "du shi"},              /* 都市 */
    {{0x91CD, 0x578B, 0}, "zhong xing"},          /* 重型 */
    {{0x91CD, 0x5E86, 0}, "chong qing"},          /* 重庆 */
    {{0x91CD, 0x6176, 0}, "chong qing"},          /* 重慶 */
    {{0x9280, 0x884C, 0}, "yin hang"},            /* 銀行 */
    {{0x94C5, 0x5C71, 0}, "yan shan"},            /* 铅山 */
    {{0x94F6, 0x884C, 0}, "yin hang"},            /* 银行 */
    {{0x9577, 0x5B50, 0}, "zhang zi"},            /* 長子 */
    {{0x957F, 0x5B98, 0}, "zhang guan"},          /* 长官 */
    {{0x963F, 0x623F, 0}, "e pang"},              /* 阿房 */
    {{0x9662, 0x957F, 0}, "yuan zhang"},          /* 院长 */
    {{0x97F3, 0x4E50, 0}, "yin yue"},             /* 音乐 */
    {{0x97F3, 0x6A02, 0}, "yin yue"},             /* 音樂 */
};

static const char *read_one(int32_t cp)
{
    if (cp < FIRST || cp > LAST) return NULL;
    const char *s = syllables[reading[cp - FIRST]];
    return *s ? s : NULL;
}

/* Wade-Giles: whole syllables first, then initials and finals. */
static const struct {
    const char *pinyin, *wade;
} whole[] = {
    {"zi", "tzu"},   {"ci", "tzu"},    {"si", "ssu"},   {"zhi", "chih"}, {"chi", "chih"},
    {"shi", "shih"}, {"ri", "jih"},    {"er", "erh"},   {"ye", "yeh"},   {"yan", "yen"},
    {"you", "yu"},   {"yong", "yung"}, {"e", "o"},      {"ge", "ko"},    {"ke", "ko"},
    {"he", "ho"},    {"gui", "kuei"},  {"kui", "kuei"}, {"yi", "i"},     {"yue", "yueh"},
};

static const struct {
    const char *pinyin, *wade;
} initials[] = {
    {"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"}, {"b", "p"}, {"d", "t"},  {"g", "k"},
    {"j", "ch"},  {"q", "ch"},  {"x", "hs"},  {"r", "j"}, {"z", "ts"}, {"c", "ts"},
};

static const struct {
    const char *pinyin, *wade;
} finals[] = {
    {"ong", "ung"}, {"ian", "ien"},   {"ie", "ieh"}, {"ue", "ueh"},
    {"uo", "o"},    {"iong", "iung"}, {"v", "u"},    {"ve", "ueh"},
};

static const char *wade_final(lc_sv final, bool velar)
{
    if (velar && lc_sv_is(final, "uo")) return NULL; /* guo is kuo */
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
        if (lc_sv_is(final, finals[i].pinyin)) return finals[i].wade;
    return NULL;
}

static void put_wade(const char *pinyin, lc_buf *out)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (!strcmp(pinyin, whole[i].pinyin)) {
            lc_buf_z(out, whole[i].wade);
            return;
        }
    lc_sv s = lc_sv_of(pinyin);
    size_t cut = strcspn(pinyin, "aeiouv");
    lc_sv initial = lc_sv_make(s.data, cut), final = lc_sv_from(s, cut);
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++)
        if (lc_sv_is(initial, initials[i].pinyin)) {
            initial = lc_sv_of(initials[i].wade);
            break;
        }
    bool velar = cut == 1 && strchr("gkhs", s.data[0]);
    const char *changed = wade_final(final, velar);
    lc_buf_sv(out, initial);
    lc_buf_sv(out, changed ? lc_sv_of(changed) : final);
}

/* nv, lv, nve, lve: n and l with u umlaut, which lists write u and Chinese passports yu. */
static void put_pinyin(const char *s, int form, lc_buf *out)
{
    for (; *s; s++)
        if (*s == 'v')
            lc_buf_z(out, form == JOINED ? "yu" : "u");
        else
            lc_buf_c(out, *s);
}

static void put_syllable(const char *s, int form, lc_buf *out)
{
    if (form == WADE_GILES)
        put_wade(s, out);
    else
        put_pinyin(s, form, out);
}

/* The first phrase whose first character is not before cp. */
static size_t first_phrase(int32_t cp)
{
    size_t lo = 0, hi = sizeof phrases / sizeof *phrases;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (phrases[mid].cp[0] < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Length of the phrase that begins at i, or 0. */
static size_t phrase_at(const lc_run *r, size_t i, const char **out_latin)
{
    size_t n_phrases = sizeof phrases / sizeof *phrases;
    for (size_t k = first_phrase(r->cp[i]); k < n_phrases && phrases[k].cp[0] == r->cp[i]; k++) {
        size_t n = phrases[k].cp[2] ? 3 : 2, same = 0;
        while (same < n && i + same < r->n && r->cp[i + same] == phrases[k].cp[same]) same++;
        if (same < n) continue;
        *out_latin = phrases[k].latin;
        return n;
    }
    return 0;
}

static void put_phrase(const char *latin, int form, lc_buf *out)
{
    lc_sv rest = lc_sv_of(latin);
    for (bool first = true; rest.data; first = false) {
        lc_sv syllable = lc_sv_cut(&rest, LC_SV(" "));
        char z[8] = {0};
        memcpy(z, syllable.data, syllable.len < sizeof z ? syllable.len : sizeof z - 1);
        if (!first && form != JOINED) lc_buf_c(out, ' ');
        put_syllable(z, form, out);
    }
}

static const char *read_at(const lc_run *r, size_t i)
{
    int32_t cp = r->cp[i] == REPEAT && i > 0 ? r->cp[i - 1] : r->cp[i];
    bool surname = i == 0 && r->n > 1 && r->n <= MAX_PERSON;
    const char *own = surname ? lc_letter_find(family, sizeof family / sizeof *family, cp) : NULL;
    return own ? own : read_one(cp);
}

bool lc_han_put(const lc_run *r, lc_buf *out)
{
    int form = r->form >= SPACED && r->form <= WADE_GILES ? r->form : SPACED;
    size_t start = out->len;
    bool all = true;
    for (size_t i = 0; i < r->n;) {
        const char *latin = NULL;
        size_t n = phrase_at(r, i, &latin);
        const char *one = n ? NULL : read_at(r, i);
        if ((n || one) && out->len > start && form != JOINED) lc_buf_c(out, ' ');
        if (n)
            put_phrase(latin, form, out);
        else if (one)
            put_syllable(one, form, out);
        else
            all = false;
        i += n ? n : 1;
    }
    return all;
}

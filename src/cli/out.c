#include "cli/cli.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* One code point of well-formed UTF-8 at s, and its length; 0 if these bytes are none. */
static size_t code_point(const unsigned char *s, uint32_t *out)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : s[0] >= 0xF0 && s[0] < 0xF5 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] >= 0xF5 || (s[0] >= 0x80 && s[0] < 0xC2)) return 0;
    uint32_t cp = n == 1 ? s[0] : s[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0;
        cp = cp << 6 | (s[i] & 0x3F);
    }
    if (cp < least[n] || (cp >= 0xD800 && cp < 0xE000) || cp > 0x10FFFF) return 0;
    *out = cp;
    return n;
}

/* Controls, and the characters of UAX #9 that reorder what stands beside them. */
static bool harmless(uint32_t cp)
{
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) return false;
    if (cp == 0x2028 || cp == 0x2029 || cp == 0x061C || cp == 0xFEFF) return false;
    return !(cp >= 0x200B && cp <= 0x200F) && !(cp >= 0x202A && cp <= 0x202E) &&
           !(cp >= 0x2066 && cp <= 0x2069);
}

static void put_safe(FILE *to, const char *s, size_t len, bool lines)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + len;
    while (p < end) {
        uint32_t cp = 0;
        size_t n = code_point(p, &cp);
        if (n && (harmless(cp) || (lines && cp == '\n')))
            fwrite(p, 1, n, to);
        else
            fputc('?', to);
        p += n ? n : 1;
    }
}

void cli_put_safe(FILE *to, const char *s)
{
    put_safe(to, s, strlen(s), false);
}

void cli_put_lines(FILE *to, const char *s)
{
    put_safe(to, s, strlen(s), true);
}

static int columns_of(const char *s, size_t len)
{
    int n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

void cli_put_wrapped(FILE *to, const char *s, int indent, int at, int width)
{
    bool first = true;
    while (*s) {
        s += strspn(s, " \t\r\n");
        size_t len = strcspn(s, " \t\r\n");
        int columns = columns_of(s, len);
        if (!len) break;
        if (!first && at + 1 + columns > width) {
            fprintf(to, "\n%*s", indent, "");
            at = indent;
        } else if (!first) {
            fputc(' ', to);
            at++;
        }
        put_safe(to, s, len, false);
        at += columns;
        s += len;
        first = false;
    }
    fputc('\n', to);
}

const char *cli_count_text(int64_t n, char out[32])
{
    char digits[24];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%" PRId64, n), at = 0;
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0 && digits[i - 1] != '-') out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = 0;
    return out;
}

int cli_fail(const licet_error *e)
{
    fputs("licet: ", stderr);
    if (e->file[0]) {
        cli_put_safe(stderr, e->file);
        if (e->line) fprintf(stderr, ":%" PRIu64, e->line);
        if (e->has_byte && (e->line || e->byte))
            fprintf(stderr, e->line ? ":%" PRIu64 : ":byte %" PRIu64, e->byte);
        fputs(": ", stderr);
    }
    cli_put_safe(stderr, e->message[0] ? e->message : "failed");
    fputc('\n', stderr);
    if (e->remedy[0]) {
        fputs("  ", stderr);
        cli_put_safe(stderr, e->remedy);
        fputc('\n', stderr);
    }
    return CLI_EXIT_TROUBLE;
}

int cli_fail_text(const char *message, const char *remedy)
{
    fputs("licet: ", stderr);
    cli_put_safe(stderr, message);
    fputc('\n', stderr);
    if (remedy) {
        fputs("  ", stderr);
        cli_put_safe(stderr, remedy);
        fputc('\n', stderr);
    }
    return CLI_EXIT_TROUBLE;
}

int cli_out_end(int code)
{
    errno = 0;
    bool failed = ferror(stdout) != 0;
    if (fflush(stdout) == 0 && !failed) return code;
    if (cli_stdout_is_deserted()) return CLI_EXIT_TROUBLE; /* what nobody read released nothing */
    char message[256];
    snprintf(message, sizeof message, "the output cannot be written: %s",
             errno ? strerror(errno) : "closed or full");
    return cli_fail_text(message, "the answer is not whole; run it again with room for it");
}

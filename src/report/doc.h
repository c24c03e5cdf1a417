/* report/doc.h: a document as a stream of headings, paragraphs, pairs and tables, written by one of
 * two pens: HTML (doc_html.c) and PDF (doc_pdf.c). What is said stands once, in evidence.c.
 * Private to this room.
 *
 * Every text goes through lc_width_safe: a listed name can neither reorder nor hide what stands
 * beside it. Nothing is fetched by whoever opens the document. */
#ifndef REPORT_DOC_H
#define REPORT_DOC_H

#include "base/buf.h"
#include "base/error.h"

typedef enum lc_tone { /* what a word of an answer looks like; colour is never alone */
                       LC_TONE_PLAIN = 0,
                       LC_TONE_STOP,
                       LC_TONE_HOLD,
                       LC_TONE_RELEASE,
                       LC_TONE_MUTED
} lc_tone;

typedef struct lc_doc_span {
    lc_sv text;
    lc_sv href; /* https://..., or empty */
    lc_tone tone;
    bool strong, mono;
    bool marked; /* letters that agree with another name: <mark>, underlined on paper */
} lc_doc_span;

typedef struct lc_doc lc_doc;

/* A pen. Calls come in the order of reading; a pen may refuse (PDF: out of memory). */
typedef struct lc_doc_pen {
    void (*begin)(lc_doc *d, lc_sv title);
    void (*heading)(lc_doc *d, int level, lc_sv text, lc_sv badge, lc_tone tone);
    void (*para)(lc_doc *d, const lc_doc_span *spans, size_t n);
    void (*item)(lc_doc *d, const lc_doc_span *spans, size_t n); /* of a list of points */
    /* One line of a list of pairs: what, and its value. */
    void (*pair)(lc_doc *d, lc_sv what, const lc_doc_span *spans, size_t n);
    void (*end)(lc_doc *d, lc_sv foot);
    void (*free)(lc_doc *d);
} lc_doc_pen;

struct lc_doc {
    const lc_doc_pen *pen;
    lc_buf *out; /* where finished bytes go; the caller takes them away between calls */
    int open;    /* which kind of list is open: pen's own */
    void *state; /* pen's own */
    bool failed;
};

/* A pen that writes into out, which must outlive it. title: plain text. */
lc_doc *lc_doc_html_new(lc_buf *out);
lc_doc *lc_doc_pdf_new(lc_buf *out);
/* Takes NULL. What was not ended is lost. */
void lc_doc_free(lc_doc *d);

/* Shorthands. */
void lc_doc_text(lc_doc *d, lc_sv text);
void lc_doc_pair_text(lc_doc *d, lc_sv what, lc_sv text); /* nothing if text is empty */

#endif

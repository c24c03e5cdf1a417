/* source/take.h: the elements of an XML record into an entry, by a table. Private to source. */
#ifndef SOURCE_TAKE_H
#define SOURCE_TAKE_H

#include "source/party.h"
#include "source/tree.h"

typedef struct lc_take {
    const char *element;
    void (*take)(lc_party *p, const lc_node *n); /* or NULL */
    const char *attr; /* without take: the texts inside become attributes of this name; NULL: the
                         element says nothing of the party */
} lc_take;

/* Every child of n through its line of the table. One that no line names is kept as attribute and
 * told once a file: nothing is dropped because the publisher added something. */
void lc_take_children(lc_party *p, const lc_node *n, const lc_take *table, size_t n_table);
/* The same at any depth: an element no line names is looked into, down to the one with a text. */
void lc_take_below(lc_party *p, const lc_node *n, const lc_take *table, size_t n_table);
/* Every text at or below n becomes an attribute. */
void lc_take_attr(lc_party *p, const lc_node *n, const char *attr);

#endif

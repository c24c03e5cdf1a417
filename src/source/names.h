/* source/names.h: the further names inside a published name. Private to source.
 *
 * Publishers write more than one name into one field:
 *
 *   OAO Volgogradneftemash (f.k.a. Dochernee ... Gazprom)   ->  + OAO Volgogradneftemash, former
 * ... JIE LUO -AKA-IVY LUO                                    ->  + JIE LUO, IVY LUO PEARL (A.K.A.
 * NEI-CHIEN CHU) LI                         ->  + PEARL LI, NEI-CHIEN CHU LI NPO Izhmash OAO;OJSC
 * Concern Kalashnikov                ->  two names Academy of Aerospace Solid Propulsion Technology
 * (AASPT) ->  + the name, + AASPT
 *
 * Only what is certainly a name is taken: behind a marker (a.k.a., f.k.a., formerly ...), between
 * semicolons, or a last bracket whose letters are the initials of the words before it. The name as
 * published always stays, so a wrong guess adds a name and never takes one away. */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "source/build.h"

/* The published primary name, whole, then what is inside it. */
void lc_names_primary(lc_build *b, lc_sv text);
/* Aliases joined with "; ". A semicolon inside a pair of quotation marks is part of the name. */
void lc_names_joined(lc_build *b, lc_sv text, lc_name_kind kind);
/* One alias, and what is inside it. */
void lc_names_alias(lc_build *b, lc_sv text, lc_name_kind kind);

#endif

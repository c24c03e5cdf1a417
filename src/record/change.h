/* record/change.h: what differs between two wordings of an entry, field by field. Pure. */
#ifndef RECORD_CHANGE_H
#define RECORD_CHANGE_H

#include "codec/json.h"

/* was, is: entries as lc_entry_json writes them; either may be NULL (added, removed). An array in
 * which each element is one difference: {"field","was","is"}, the texts as a person reads them. A
 * field with several values (names, addresses ...) has one element for each value that came ("is"
 * alone) or went ("was" alone). Where the record stood in its file is no difference. */
lc_json *lc_entry_changes(lc_arena *a, const lc_json *was, const lc_json *is);

#endif

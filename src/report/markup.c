#include "report/markup.h"

#include "text/width.h"

void lc_markup_text(lc_buf *out, lc_sv text)
{
    lc_buf safe = {0};
    lc_width_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        switch (safe.data[i]) {
        case '&': lc_buf_z(out, "&amp;"); break;
        case '<': lc_buf_z(out, "&lt;"); break;
        case '>': lc_buf_z(out, "&gt;"); break;
        case '"': lc_buf_z(out, "&quot;"); break;
        default: lc_buf_c(out, safe.data[i]);
        }
    }
    lc_buf_done(&safe);
}

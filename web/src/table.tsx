// The one table: its columns say what each cell is; where there is no room each row becomes a card.
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  head: ComponentChildren;
  label?: string; // where head is no text
  cell: (row: T, i: number) => ComponentChildren;
  kind?: 'number' | 'wide' | 'dim' | 'head' | 'tight' | 'whole'; // tight, whole: never broken
}

export function Table<T>(p: {
  label: string;
  rows: T[];
  columns: Column<T>[];
  rowClass?: (row: T) => string;
  keep?: boolean; // columns stay columns on a small screen, and scroll
  class?: string;
}) {
  const name = (c: Column<T>) => c.label ?? (typeof c.head === 'string' ? c.head : '');
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={p.label}>
      <table role="table" class={[p.keep ? '' : 'cards', p.class ?? ''].join(' ').trim() || undefined}>
        <thead role="rowgroup">
          <tr role="row">
            {p.columns.map((c) => (
              <th scope="col" role="columnheader" class={c.kind === 'number' ? 'number' : undefined}>
                {c.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {p.rows.map((r, i) => (
            <tr role="row" class={p.rowClass?.(r) || undefined}>
              {p.columns.map((c) =>
                c.kind === 'head' ? (
                  <th scope="row" role="rowheader">
                    {c.cell(r, i)}
                  </th>
                ) : (
                  <td role="cell" class={c.kind} data-label={name(c)}>
                    <div>{c.cell(r, i)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

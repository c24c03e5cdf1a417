// Two days or editions of a list beside each other, and which customers the difference is about.
import { useState } from 'preact/hooks';
import { get, getText, type Json, query } from './api';
import { Parts } from './charts';
import { Changes } from './entry';
import { type Loaded, useLoad } from './load';
import { listName } from './named';
import { entryPath, setParams, today, usePlace } from './route';
import { Table } from './table';
import { Citation, count, Name } from './text';
import { Busy, Choose, Empty, Link, ListBadge, Trouble, Word } from './ui';

const SHOWN = 300;

// The days editions are of, newest first, as far as something changed with them.
function useEditions(source: string): Loaded<string[]> {
  return useLoad<string[]>(async () => {
    const text = await getText('/v1/lists/changes' + query({ since: '1990-01-01', source }));
    const days = new Set(text.split('\n').filter(Boolean).map((l) => JSON.parse(l).list_date as string));
    return [...days].sort().reverse();
  }, [source]);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86400e3).toISOString().slice(0, 10);
}

function Entry(p: { of: Json }) {
  const e = p.of;
  return (
    <div class={`diff-entry ${e.what}`}>
      <div class="diff-name">
        <Word of={e.what} />{' '}
        <Link to={entryPath(e.entry)}>
          <Name>{e.name}</Name>
        </Link>{' '}
        <ListBadge of={e.list} full />
        {e.customers?.length ? (
          <span class="badge concerns">
            {e.customers.length} {e.customers.length === 1 ? 'customer' : 'customers'}: <Name most={80}>{e.customers.slice(0, 5).join(', ')}</Name>
          </span>
        ) : null}
      </div>
      <Changes of={e.changes} />
    </div>
  );
}

function Affected(p: { of?: Json; groups: Json[] }) {
  if (!p.of) return null;
  const what = new Map<string, Json>();
  for (const g of p.groups) for (const e of g.entries) what.set(e.entry, e);
  const rows: Json[] = p.of.affected;
  return (
    <section>
      <h2>
        Customers this change is about <span class="n">{rows.length} of {count(p.of.customers)}</span>
      </h2>
      {rows.length ? (
        <Table
          label="Customers affected"
          rows={rows.slice(0, SHOWN)}
          columns={[
            { head: 'Customer', kind: 'head', cell: (c) => <Name most={60}>{c.id}</Name> },
            { head: 'Name', cell: (c) => <Name>{c.name}</Name> },
            {
              head: 'Entries',
              kind: 'wide',
              cell: (c) =>
                c.entries.map((k: string) => (
                  <div>
                    <Word of={what.get(k)?.what ?? 'modified'} />{' '}
                    <Link to={entryPath(k)}>
                      <Name>{what.get(k)?.name ?? k}</Name>
                    </Link>
                  </div>
                )),
            },
          ]}
        />
      ) : (
        <p class="dim">None: no customer resembles an entry that came, went or changed.</p>
      )}
    </section>
  );
}

// Nothing to compare with: two days to choose would promise what cannot be.
function Alone(p: { source: string }) {
  return (
    <Empty title="No change of this list is known here: that takes a second edition.">
      <p>Import the next one when it is published:</p>
      <pre>licet lists import --source <Name most={80}>{p.source}</Name> --list-date DATE FILE</pre>
    </Empty>
  );
}

function Days(p: { from: string; to: string; editions: string[] }) {
  const [typedA, setA] = useState<string | null>(null); // null: not touched
  const [typedB, setB] = useState<string | null>(null);
  const a = typedA ?? p.from;
  const b = typedB ?? p.to;
  return (
    <form
      class="row"
      onSubmit={(e) => {
        e.preventDefault();
        setParams({ a, b }, false);
      }}
    >
      <label>
        from <input required placeholder="YYYY-MM-DD" list="editions" value={a} onInput={(e) => setA(e.currentTarget.value)} />
      </label>
      <label>
        to <input required placeholder="YYYY-MM-DD" list="editions" value={b} onInput={(e) => setB(e.currentTarget.value)} />
      </label>
      <datalist id="editions">
        {p.editions.slice(0, 100).map((e) => (
          <option value={e} />
        ))}
      </datalist>
      <button type="submit">Compare</button>
      <span class="dim small">a day, or the number of an edition</span>
    </form>
  );
}

export function DiffPage(p: { source: string }) {
  const place = usePlace();
  const known = useEditions(p.source);
  const editions = known.value ?? [];
  const only = place.params.get('what') ?? '';
  const fromA = place.params.get('a') ?? (editions[0] ? dayBefore(editions[0]) : '');
  const toB = place.params.get('b') ?? today();
  const diff = useLoad<Json>(
    async (s) => (fromA && toB ? get(`/v1/lists/${encodeURIComponent(p.source)}/diff` + query({ a: fromA, b: toB }), s) : null),
    [p.source, fromA, toB],
  );
  const d = diff.value;
  const alone = known.value?.length === 0 && !fromA;
  const groups: Json[] = (d?.groups ?? [])
    .map((g: Json) => ({ ...g, entries: g.entries.filter((e: Json) => !only || e.what === only) }))
    .filter((g: Json) => g.entries.length);
  return (
    <>
      <p class="crumb">
        <Link to="/lists">Lists</Link>
      </p>
      <h1>
        What differs in <Name most={80}>{listName(p.source) ?? p.source}</Name>
      </h1>
      {alone ? <Alone source={p.source} /> : <Days from={fromA} to={toB} editions={editions} />}
      <Trouble of={diff.error ?? known.error} />
      <Busy when={(diff.busy || known.busy) && !d} lines={8} />
      {d ? (
        <>
          <Parts
            label="Entries by what happened to them"
            of={[
              { name: 'added', n: d.added, tone: 'plus' },
              { name: 'changed', n: d.modified, tone: 'warn' },
              { name: 'removed', n: d.removed, tone: 'minus' },
              { name: 'the same', n: d.unchanged, tone: 'rest' },
            ]}
          />
          <Affected of={d.customers_affected} groups={d.groups ?? []} />
          <h2>Entry by entry</h2>
          <Choose
            label="What"
            name="what"
            value={only}
            on={(v) => setParams({ what: v })}
            of={[
              { value: '', label: 'all' },
              { value: 'added', label: <Word of="added" />, n: d.added },
              { value: 'modified', label: <Word of="modified">changed</Word>, n: d.modified },
              { value: 'removed', label: <Word of="removed" />, n: d.removed },
            ]}
          />
          {groups.slice(0, 100).map((g) => (
            <section class="diff">
              <h3>{g.citation ? <Citation text={g.citation} /> : 'Without a notice'}</h3>
              {g.entries.slice(0, SHOWN).map((e: Json) => (
                <Entry of={e} />
              ))}
              {g.entries.length > SHOWN ? <p class="dim">and {count(g.entries.length - SHOWN)} more under this notice</p> : null}
            </section>
          ))}
          {groups.length > 100 ? <p class="dim">The first 100 of {count(groups.length)} notices.</p> : null}
        </>
      ) : null}
    </>
  );
}

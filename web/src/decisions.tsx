// Decisions as they were recorded, and computed again.
import { useState } from 'preact/hooks';
import { get, type Json, post, query } from './api';
import { useLoad } from './load';
import { Law, Recorded } from './recorded';
import { entryPath, go, setParams, usePlace } from './route';
import { Reasons, Score, sentence } from './search';
import { Table } from './table';
import { count, Marked, Name, words } from './text';
import { Busy, Choose, Copy, Empty, Link, toneOf, Trouble, Word } from './ui';

const KINDS: [string, string][] = [
  ['decision', 'decisions'],
  ['resolution', 'resolutions'],
  ['rescreen', 'runs over customers'],
  ['book', 'books'],
  ['list', 'judgements of lists'],
  ['note', 'notes'],
];

function said(r: Json): string {
  const parties = [...new Set((r.parties ?? []).map((p: Json) => p.name).filter(Boolean))].join(', ');
  if (r.query?.name) return r.query.name;
  if (r.order?.order_id) return `order ${r.order.order_id}${parties ? `: ${parties}` : ''}`;
  return parties || (r.party?.name ?? r.party) || r.about || r.source || (r.customers ? `${r.customers} customers` : '');
}

// What was verified: its word, and where the answer has how many there are and how many are not as
// they were written. The words are those of licet verify.
const VERIFIED: [string, string, string][] = [
  ['decisions', 'decisions', 'bad'],
  ['entries', 'versions', 'bad_versions'],
  ['list files', 'files', 'bad_files'],
  ['kept files', 'kept', 'bad_kept'],
];

function Verified(p: { of: Json }) {
  const v = p.of;
  return (
    <div class="card" role="status">
      <Word of={v.ok ? 'in_force' : 'STOP'}>{v.ok ? 'Nothing was altered.' : 'Not whole:'}</Word>
      {v.ok ? null : ' something was altered or is missing.'}
      <dl class="facts">
        {VERIFIED.filter(([, n]) => n !== 'kept' || v[n]).map(([what, n, bad]) => (
          <>
            <dt>{what}</dt>
            <dd>
              {count(v[n])}, {v[bad] ? <Word of="STOP">{count(v[bad])} altered</Word> : 'as written'}
            </dd>
          </>
        ))}
        <dt>index</dt>
        <dd>
          <Name>{v.index}</Name>
        </dd>
        <dt>root</dt>
        <dd>
          <code class="hash">{v.root}</code>
        </dd>
      </dl>
      {v.first_bad ? <p>The first decision that differs is number {count(v.first_bad)} of the log.</p> : null}
      {v.why ? (
        <p>
          <Name most={600}>{v.why}</Name>
        </p>
      ) : null}
      <p class="dim small">
        Keep the root elsewhere: with it, a later check shows whether decisions were taken away.
      </p>
    </div>
  );
}

// Recomputes every hash of the home.
function Verify() {
  const [state, set] = useState<{ busy?: boolean; value?: Json; error?: unknown }>({});
  const run = async () => {
    set({ busy: true });
    try {
      set({ value: await post('/v1/verify') });
    } catch (error) {
      set({ error });
    }
  };
  return (
    <>
      <p class="buttons">
        <button type="button" class="second" onClick={run} disabled={state.busy}>
          {state.busy ? 'Computing every hash …' : 'Was anything altered?'}
        </button>
      </p>
      <Trouble of={state.error} />
      {state.value ? <Verified of={state.value} /> : null}
    </>
  );
}

export function DecisionsPage() {
  const place = usePlace();
  const kind = place.params.get('kind') ?? 'decision';
  const before = place.params.get('before') ?? undefined;
  const page = useLoad<Json>((s) => get('/v1/decisions' + query({ kind, before, limit: '50' }), s), [kind, before]);
  const [id, setId] = useState('');
  const items: Json[] = page.value?.items ?? [];
  return (
    <>
      <h1>Decisions</h1>
      <Choose
        label="Kind"
        name="kind"
        value={kind}
        on={(v) => setParams({ kind: v === 'decision' ? undefined : v, before: undefined })}
        of={KINDS.map(([value, label]) => ({ value, label }))}
      />
      <form
        class="row"
        onSubmit={(e) => {
          e.preventDefault();
          go(`/decisions/${encodeURIComponent(id.trim())}`);
        }}
      >
        <input aria-label="Decision id" placeholder="D-… of an answer" value={id} onInput={(e) => setId(e.currentTarget.value)} />
        <button type="submit" class="second" disabled={!id.trim()}>
          Open
        </button>
      </form>
      <Verify />
      <Trouble of={page.error} />
      <Busy when={page.busy && !page.value} lines={8} />
      {page.value && !items.length ? (
        <Empty title="None yet.">
          <p>
            Every answer given by <Link to="/">Screen</Link>, by <Link to="/orders">orders</Link> or over the API is kept here
            before anybody sees it.
          </p>
        </Empty>
      ) : null}
      {items.length ? (
        <Table
          label="Decisions"
          rows={items}
          columns={[
            { head: 'Number', kind: 'number', cell: (i) => count(i.sequence) },
            { head: 'Time (UTC)', kind: 'tight', cell: (i) => i.time.replace('T', ' ').slice(0, 16) },
            {
              head: 'Answer',
              kind: 'tight',
              cell: (i) => <Word of={i.record.disposition ?? i.record.verdict ?? i.record.outcome ?? i.record.kind} />,
            },
            { head: 'About', kind: 'wide', cell: (i) => <Name most={120}>{String(said(i.record))}</Name> },
            { head: 'Id', kind: 'tight', cell: (i) => <Link to={`/decisions/${i.id}`}>{i.id}</Link> },
          ]}
        />
      ) : null}
      <p class="buttons">
        {before ? (
          <button type="button" class="quiet" onClick={() => setParams({ before: undefined }, false)}>
            Newest
          </button>
        ) : null}
        {page.value?.next_before ? (
          <button type="button" class="quiet" onClick={() => setParams({ before: String(page.value.next_before) }, false)}>
            Older
          </button>
        ) : null}
      </p>
    </>
  );
}

function Replay(p: { id: string }) {
  const [state, set] = useState<{ busy?: boolean; value?: Json; error?: unknown }>({});
  const run = async () => {
    set({ busy: true });
    try {
      set({ value: await post(`/v1/decisions/${p.id}/replay`) });
    } catch (error) {
      set({ error });
    }
  };
  return (
    <section class="no-print-button">
      <h2>Computed again</h2>
      <p class="dim">
        From the lists, rules, policy and resolutions of its moment, all of which are kept: the same bytes must come out.
      </p>
      <button type="button" onClick={run} disabled={state.busy}>
        {state.busy ? 'Computing it again …' : 'Compute it again'}
      </button>
      <Trouble of={state.error} />
      {state.value ? (
        <div class={`card verdict ${state.value.same ? 'good' : 'bad'}`} role="status">
          <Word of={state.value.same ? 'in_force' : 'STOP'}>
            {state.value.same ? 'the same bytes came out' : 'it came out differently'}
          </Word>
          <pre tabIndex={0} aria-label="What was compared">
            {state.value.report}
          </pre>
        </div>
      ) : null}
    </section>
  );
}

function Party(p: { of: Json }) {
  const hits: Json[] = p.of.hits ?? [];
  return (
    <section>
      <h2>
        <Name>{p.of.name}</Name> <span class="dim">{words(p.of.role ?? '')}</span>{' '}
        {p.of.verdict ? <Word of={p.of.verdict} /> : null}
      </h2>
      {p.of.verdict === 'NO_MATCH' && !hits.length ? (
        <p class="dim">No listed name was near enough to be asked about.</p>
      ) : null}
      {p.of.remedy ? (
        <p>
          <Name>{p.of.remedy}</Name>
        </p>
      ) : null}
      <ul class="hits">
        {hits.slice(0, 100).map((h) => (
          <li class="hit">
            <div class="hit-name">
              <Link to={entryPath(h.entry)}>
                <Marked text={h.name ?? h.entry} marks={h.marks} />
              </Link>
              <span class="badge">{h.list}</span>
            </div>
            <Reasons of={h.why} />
            <div class="hit-side">
              <Word of={h.verdict} />
              {h.score == null ? null : <Score score={h.score} ofac={h.ofac_score} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

// The lists an answer hangs on, with their hashes.
function Against(p: { lists?: Json[] }) {
  if (!p.lists?.length) return null;
  return (
    <section>
      <h2>Against these lists</h2>
      <Table
        label="Lists of this decision"
        rows={p.lists}
        columns={[
          { head: 'List', kind: 'head', cell: (l) => l.id },
          { head: 'Of', kind: 'whole', cell: (l) => l.list_date || 'undated' },
          { head: 'State', kind: 'tight', cell: (l) => <Word of={l.sample ? 'sample' : l.state} /> },
          { head: 'Entries', kind: 'number', cell: (l) => count(l.entries) },
          { head: 'SHA-256', kind: 'dim', cell: (l) => <code class="hash">{l.sha256}</code> },
        ]}
      />
    </section>
  );
}

function headline(r: Json): string {
  return String(said(r)).slice(0, 300);
}

export function DecisionPage(p: { id: string }) {
  const item = useLoad<Json>((s) => get(`/v1/decisions/${encodeURIComponent(p.id)}`, s), [p.id]);
  if (!item.value) return item.error ? <Trouble of={item.error} /> : <Busy when lines={8} />;
  const { id, sequence, time, record: r } = item.value;
  const parties: Json[] = r.parties ?? (r.query ? [{ ...r.query, hits: r.hits, verdict: r.verdict }] : []);
  const word = r.disposition ?? r.verdict ?? r.outcome ?? r.kind;
  return (
    <article>
      <p class="crumb">
        <Link to="/decisions">Decisions</Link>
      </p>
      <h1>
        <Word of={word} cap /> <Name>{headline(r)}</Name>
      </h1>
      <section class={`card verdict ${toneOf(word)}`}>
        <dl class="facts">
          <dt>Decision</dt>
          <dd>
            <code>{id}</code>, number {count(sequence)} of the log
          </dd>
          <dt>When</dt>
          <dd>
            {time.replace('T', ' ').replace('Z', ' UTC')}
            {r.as_of ? `, about ${r.as_of}` : ''}
          </dd>
          <Law of={r.determination} />
          {r.reason ? (
            <>
              <dt>Why</dt>
              <dd>
                <Name most={1000}>{r.reason}</Name>
              </dd>
            </>
          ) : null}
          {r.note ? (
            <>
              <dt>Note</dt>
              <dd>
                <Name most={1000}>{r.note}</Name>
              </dd>
            </>
          ) : null}
          {r.by ? (
            <>
              <dt>By</dt>
              <dd>
                <Name>{r.by}</Name>
              </dd>
            </>
          ) : null}
        </dl>
        <p class="buttons">
          <Copy text={location.href} label="Copy link" />
          {r.query ? <Copy text={() => sentence({ ...r, decision_id: id })} label="Copy as a sentence" /> : null}
          <button type="button" class="quiet" onClick={() => print()}>
            Print
          </button>
        </p>
      </section>
      {parties.slice(0, 50).map((party) => (
        <Party of={party} />
      ))}
      <Recorded facts={r.facts} of={r.determination} />
      <Against lists={r.lists} />
      {id.startsWith('D-') ? <Replay id={id} /> : null}
      <details>
        <summary>The record, as it is kept</summary>
        <pre tabIndex={0} aria-label="The record">
          {JSON.stringify(r, null, 2)}
        </pre>
      </details>
    </article>
  );
}

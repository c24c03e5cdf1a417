// Open hits: your party beside the listed one, field by field, decided by keyboard.
import { useEffect, useState } from 'preact/hooks';
import { get, type Json, post, type Problem, query } from './api';
import { useKeys, useLoad } from './load';
import { entryPath, setParams, usePlace } from './route';
import { Reasons, Score } from './search';
import { Table } from './table';
import { count, Marked, Name, words } from './text';
import { Busy, Choose, Copy, Empty, Link, Trouble, Word } from './ui';

const FIELDS = ['country', 'address', 'birth', 'identifier', 'type'];
const SHOWN = 500;

function partyOf(record: Json, hit: Json): Json | undefined {
  const all: Json[] = record.parties ?? (record.query ? [{ ...record.query, hits: record.hits }] : []);
  return all.find((p) => (p.hits ?? []).some((h: Json) => h.entry === hit.entry)) ?? all[0];
}

const LISTED: Record<string, string> = { country: 'countries', address: 'addresses', birth: 'births', identifier: 'idents', type: 'type' };
function listed(entry: Json | undefined, field: string): string[] {
  return (entry?.values ?? []).filter((v: Json) => v.field === LISTED[field]).map((v: Json) => String(v.value));
}

interface Row {
  field: string;
  ours: Json;
  word: string;
  theirs: string[];
}

function Compare(p: { hit: Json; record?: Json; entry?: Json }) {
  const party = p.record && partyOf(p.record, p.hit);
  const found = (party?.hits ?? []).find((h: Json) => h.entry === p.hit.entry);
  const rows: Row[] = FIELDS.map((f) => {
    const ours = f === 'identifier' ? party?.identifiers : party?.[f];
    const theirs = listed(p.entry, f);
    const said = found?.evidence?.[f] ?? 'unknown';
    const none = !ours || ours === 'unknown' || (Array.isArray(ours) && !ours.length);
    const word = said !== 'unknown' ? said : none ? 'ours' : !theirs.length || theirs[0] === 'unknown' ? 'theirs' : 'unknown';
    return { field: f, ours: none ? '' : ours, word, theirs };
  });
  const says: Record<string, string> = { ours: 'we do not know', theirs: 'the list does not say', unknown: 'cannot be told' };
  return (
    <>
      <div class="names-beside">
        <div>
          <div class="dim small">Yours</div>
          <div class="big">
            <Marked text={p.hit.party} marks={found?.asked_marks} />
          </div>
        </div>
        <Score score={p.hit.score} ofac={found?.ofac_score} />
        <div>
          <div class="dim small">
            Listed, <Link to={entryPath(p.hit.entry)}>{p.hit.list}</Link>
            {found?.name_kind && found.name_kind !== 'primary' ? ` (${found.name_kind})` : ''}
          </div>
          <div class="big">
            <Marked text={found?.name ?? p.hit.name} marks={found?.marks} />
          </div>
        </div>
      </div>
      <Reasons of={found?.why} />
      <Table
        label="Field by field"
        class="compare"
        rows={rows}
        columns={[
          { head: '', label: 'Field', kind: 'head', cell: (r) => r.field },
          { head: 'Yours', cell: (r) => <Name>{(Array.isArray(r.ours) ? r.ours.join(', ') : r.ours) || '–'}</Name> },
          {
            head: 'Is it so?',
            kind: 'whole',
            cell: (r) => (says[r.word] ? <Word of="unknown">{says[r.word]}</Word> : <Word of={r.word} />),
          },
          {
            head: 'Listed',
            cell: (r) =>
              (r.theirs.length ? r.theirs : ['–']).slice(0, 12).map((v) => (
                <div>
                  <Name>{v}</Name>
                </div>
              )),
          },
        ]}
      />
      {found?.meaning ? <p class="dim small">{found.meaning}</p> : null}
    </>
  );
}

// The questions a person goes through before calling a hit false (OFAC, FAQ 5), as a list to tick
// off for oneself, and the letter that asks for what is missing.
function Help(p: { hit: Json }) {
  const letter = () =>
    `We have to confirm that "${p.hit.party}" is not a party on a government list (${p.hit.list}: ${p.hit.name}).\n` +
    'Please send us: the full legal name; for a company its registration number, address and owners; for a person the ' +
    'date and place of birth and nationality; each with a document that shows it.';
  const steps = [
    'Is the hit on a list that concerns this transaction?',
    'Is it the same kind of party: person, company, vessel?',
    'How much of the listed name is in the name, and how much is not?',
    'Read the whole entry. Address, country, birth, numbers: what agrees, what conflicts?',
    'Are there several likenesses at once? Then ask before you decide.',
  ];
  return (
    <details class="help-steps">
      <summary>Five questions before you decide</summary>
      <ol>
        {steps.map((s) => (
          <li>
            <label>
              <input type="checkbox" /> {s}
            </label>
          </li>
        ))}
      </ol>
      <Copy text={letter} label="Copy a letter asking for what is missing" />
    </details>
  );
}

function Resolve(p: { hit: Json; reasons: Json[]; done: () => void }) {
  const waits = p.hit.state === 'awaits_second_person';
  const [outcome, setOutcome] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [by, setBy] = useState(localStorage.getItem('licet-by') ?? '');
  const [error, setError] = useState<unknown>(null);
  const [recorded, setRecorded] = useState('');
  const clear = () => {
    setOutcome('');
    setReason('');
    setNote('');
    setError(null);
    setRecorded('');
  };
  useEffect(clear, [p.hit.entry, p.hit.decision]);
  useKeys(
    {
      f: () => setOutcome('false_hit'),
      t: () => setOutcome('true_match'),
      e: () => setOutcome('escalate'),
      ...(waits ? { a: () => setOutcome('approve') } : {}),
    },
    [p.hit, waits],
  );
  useEffect(() => {
    if (outcome) document.querySelector<HTMLElement>(outcome === 'approve' ? '#note' : '#reason')?.focus();
  }, [outcome]);
  const send = async () => {
    setError(null);
    localStorage.setItem('licet-by', by);
    try {
      const id = outcome === 'approve' ? p.hit.resolution : p.hit.decision;
      const answer = await post(`/v1/decisions/${id}/resolutions`, {
        outcome,
        note,
        ...(outcome === 'approve' ? {} : { entry: p.hit.entry, reason }),
        ...(by ? { by } : {}),
      });
      const second = answer.resolutions.some((x: Json) => x.awaits_second_person);
      clear();
      setRecorded(second ? 'Recorded; waits for a second person.' : 'Recorded.');
      p.done();
    } catch (e) {
      setError(e);
    }
  };
  const choices: [string, string, string][] = [
    ['false_hit', 'False hit', 'f'],
    ['true_match', 'True match', 't'],
    ['escalate', 'Escalate', 'e'],
  ];
  if (waits) choices.unshift(['approve', 'Approve as second person', 'a']);
  return (
    <form
      class="resolve card"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <fieldset class="choose">
        <legend>Your word</legend>
        {choices.map(([v, label, k]) => (
          <label class={outcome === v ? 'chosen' : ''}>
            <input type="radio" name="outcome" checked={outcome === v} onChange={() => setOutcome(v)} /> {label} <kbd>{k}</kbd>
          </label>
        ))}
      </fieldset>
      {outcome && outcome !== 'approve' ? (
        <label>
          Reason
          <select id="reason" required value={reason} onChange={(e) => setReason(e.currentTarget.value)}>
            <option value="">choose</option>
            {p.reasons
              .filter((r) => r.outcomes.includes(outcome))
              .map((r) => (
                <option value={r.code}>{r.says}</option>
              ))}
          </select>
        </label>
      ) : null}
      {outcome ? (
        <>
          <label>
            Note, for whoever reads the log
            <textarea id="note" required rows={2} maxLength={4000} value={note} onInput={(e) => setNote(e.currentTarget.value)} />
          </label>
          <label>
            Your name (with a key, the key's)
            <input value={by} maxLength={200} onInput={(e) => setBy(e.currentTarget.value)} />
          </label>
          <button type="submit">Record it</button>
        </>
      ) : (
        <p class="dim small">It is kept with your name and your reason, and can be taken back only by another word.</p>
      )}
      {recorded && !outcome ? <p role="status">{recorded}</p> : null}
      <Trouble of={error} />
    </form>
  );
}

// What somebody has said of this hit already: whoever approves has to know what.
function Before(p: { id: string; reasons: Json[] }) {
  const kept = useLoad<Json>((s) => get(`/v1/decisions/${p.id}`, s), [p.id]);
  const r = kept.value?.record;
  if (!r) return <Trouble of={kept.error} />;
  return (
    <section class="card">
      <h3>Said already</h3>
      <dl class="facts">
        <dt>Outcome</dt>
        <dd>
          <Word of={r.outcome} cap />
        </dd>
        <dt>By</dt>
        <dd>
          <Name>{r.by}</Name>, {kept.value!.time.replace('T', ' ').slice(0, 16)} UTC,{' '}
          <Link to={`/decisions/${p.id}`}>{p.id}</Link>
        </dd>
        <dt>Reason</dt>
        <dd>{p.reasons.find((x) => x.code === r.reason)?.says ?? words(r.reason)}</dd>
        <dt>Note</dt>
        <dd>
          <Name most={1000}>{r.note}</Name>
        </dd>
      </dl>
    </section>
  );
}

function ageTone(days: number): string {
  return days > 30 ? 'bad' : days > 7 ? 'warn' : 'dim';
}

// What raised it, by the number it has with us.
function raisedBy(h: Json): string {
  return h.order ? `order ${h.order}` : h.book_id ? `customer ${h.book_id}` : 'a search';
}

// One party may be in the queue many times: the listed name and the number tell its hits apart.
function Item(p: { hit: Json; chosen: boolean; on: () => void }) {
  const h = p.hit;
  return (
    <li>
      <button type="button" class={p.chosen ? 'item chosen' : 'item'} aria-pressed={p.chosen} onClick={p.on}>
        <span class="item-name">
          <Name most={90} cut>{h.party}</Name> <span class="dim">
            <Name most={30} cut>
              {h.country}
            </Name>
          </span>
        </span>
        <span class="item-of dim small">
          <Name most={60} cut>{h.name}</Name>, from <Name most={40} cut>{raisedBy(h)}</Name>
        </span>
        <span class="small">
          <Word of={h.state === 'open' ? h.verdict : h.state} /> <span class="badge">{h.list}</span>{' '}
          <span class={`word ${ageTone(h.age_days)}`}>{h.age_days ? `${h.age_days} days` : 'today'}</span>
        </span>
      </button>
    </li>
  );
}

function Case(p: { hit: Json; reasons: Json[]; done: () => void }) {
  const hit = p.hit;
  const record = useLoad<Json>((s) => get(`/v1/decisions/${hit.decision}`, s), [hit.decision]);
  const entry = useLoad<Json>(async (s) => get(`/v1/entries/${encodeURIComponent(hit.entry)}`, s).catch(() => null), [hit.entry]);
  return (
    <section class="case" aria-live="polite">
      <h2>
        <Name most={120} cut>{hit.party}</Name> <span class="dim">and</span> <Name most={120} cut>{hit.name}</Name>
      </h2>
      <p>
        <Word of={hit.verdict} /> {hit.state === 'open' ? null : <Word of={hit.state} />} <span class="dim">
          of <Name most={80}>{raisedBy(hit)}</Name>,
        </span>{' '}
        <Link to={`/decisions/${hit.decision}`}>the decision</Link>
      </p>
      <Compare hit={hit} record={record.value?.record} entry={entry.value?.entries?.[0]} />
      {hit.resolution ? <Before key={hit.resolution} id={hit.resolution} reasons={p.reasons} /> : null}
      <Help hit={hit} />
      <Resolve hit={hit} reasons={p.reasons} done={p.done} />
    </section>
  );
}

// A home into which nothing was imported: said plainly, with the one thing to do.
function NothingYet() {
  return (
    <>
      <h1>Hits</h1>
      <Empty title="There are no hits yet, because no list has been imported.">
        <p>
          <Link to="/lists">Import a list</Link>
        </p>
      </Empty>
    </>
  );
}

export function HitsPage() {
  const place = usePlace();
  const all = place.params.get('all') === '1';
  const only = place.params.get('list') ?? '';
  const hits = useLoad<Json>((s) => get('/v1/hits' + query({ all: all ? 'true' : undefined }), s), [all]);
  const reasons = useLoad<Json>((s) => get('/v1/reasons', s), []);
  const [at, setAt] = useState(0);
  const found: Json[] = hits.value?.hits ?? [];
  const rows = found.filter((h) => !only || h.list === only);
  const hit = rows[Math.min(at, rows.length - 1)];
  const lists = new Map<string, number>();
  for (const h of found) lists.set(h.list, (lists.get(h.list) ?? 0) + 1);
  useKeys(
    {
      j: () => setAt((i) => Math.min(i + 1, rows.length - 1)),
      k: () => setAt((i) => Math.max(i - 1, 0)),
    },
    [rows.length],
  );
  useEffect(() => document.querySelector('.item.chosen')?.scrollIntoView({ block: 'nearest' }), [at]);
  const ages = hits.value?.ages ?? {};
  if ((hits.error as Problem | undefined)?.status === 404) return <NothingYet />;
  return (
    <>
      <h1>
        Hits {hits.value ? <span class="n">{count(hits.value.open)} open</span> : null}
      </h1>
      <div class="above-hits">
        <Choose
          label="List"
          name="list"
          value={only}
          on={(v) => (setAt(0), setParams({ list: v }))}
          of={[
            { value: '', label: 'all', n: found.length },
            ...[...lists].sort((a, b) => b[1] - a[1]).map(([v, n]) => ({ value: v, label: v, n })),
          ]}
        />
        <label class="dim">
          <input type="checkbox" checked={all} onChange={() => setParams({ all: all ? undefined : '1' })} /> settled ones, too
        </label>
      </div>
      <Trouble of={hits.error} />
      <Busy when={hits.busy && !hits.value} lines={8} />
      {hits.value && !rows.length ? (
        <Empty title="No hit waits for anybody.">
          <p>
            Hits come from searches that were kept, from <Link to="/orders">orders</Link> and from a run over your{' '}
            <Link to="/book">customers</Link>.
          </p>
        </Empty>
      ) : null}
      {hit ? (
        <div class="desk">
          <div>
            <p class="dim small">
              by age in days:{' '}
              {Object.entries(ages)
                .map(([k, n]) => `${k === 'over' ? 'over 30' : k}: ${n}`)
                .join(' · ')}
            </p>
            <ol class="queue" aria-label="Hits">
              {rows.slice(0, SHOWN).map((h, i) => (
                <Item hit={h} chosen={h === hit} on={() => setAt(i)} />
              ))}
            </ol>
            <p class="dim small">
              <kbd>j</kbd> <kbd>k</kbd> move, <kbd>f</kbd> false hit, <kbd>t</kbd> true match, <kbd>e</kbd> escalate, <kbd>a</kbd>{' '}
              approve
              {rows.length > SHOWN ? `. The oldest ${SHOWN} of ${count(rows.length)}.` : ''}
            </p>
          </div>
          <Case hit={hit} reasons={reasons.value?.reasons ?? []} done={hits.again} />
        </div>
      ) : null}
    </>
  );
}

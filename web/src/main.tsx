// The frame around every page: navigation, the day asked about, and what is wrong with the lists.
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { get, type Json } from './api';
import { BookPage } from './book';
import { DecisionPage, DecisionsPage } from './decisions';
import { DeterminePage } from './determine';
import { DiffPage } from './diff';
import { EntryPage } from './entry';
import { HitsPage } from './hits';
import { KeyPage } from './key';
import { ListsPage } from './lists';
import { useKeys, useLoad } from './load';
import { BatchPage, OrdersPage } from './orders';
import { asOf, go, setParams, today, usePlace } from './route';
import { SearchPage } from './search';
import './style/base.css';
import './style/parts.css';
import './style/tables.css';
import './style/pages.css';
import './style/steps.css';
import './style/print.css';
import { Name } from './text';
import { Empty, Link } from './ui';

const NAV: [string, string, string][] = [
  ['/', 'Search', 's'],
  ['/orders', 'Orders', 'o'],
  ['/determine', 'Determine', 'd'],
  ['/hits', 'Hits', 'h'],
  ['/book', 'Customers', 'b'],
  ['/decisions', 'Decisions', 'c'],
  ['/lists', 'Lists', 'l'],
];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function pageOf(path: string) {
  const parts = path.split('/').filter(Boolean).map(decoded);
  switch (parts[0]) {
    case undefined:
      return <SearchPage />;
    case 'e':
      return <EntryPage key={path} entry={parts.slice(1).join('/')} />;
    case 'orders':
      return parts[1] ? <BatchPage key={path} id={parts[1]} /> : <OrdersPage />;
    case 'determine':
      return <DeterminePage />;
    case 'hits':
      return <HitsPage />;
    case 'book':
      return <BookPage />;
    case 'decisions':
      return parts[1] ? <DecisionPage key={path} id={parts[1]} /> : <DecisionsPage />;
    case 'lists':
      return parts[2] === 'diff' ? <DiffPage key={path} source={parts[1]} /> : <ListsPage />;
    case 'key':
      return <KeyPage />;
    default:
      return (
        <Empty title="There is no such page">
          <p>
            <Link to="/">To the search</Link>
          </p>
        </Empty>
      );
  }
}

function DayBox() {
  const day = asOf(usePlace());
  return (
    <div class="day">
      <label>
        <span>As of</span>{' '}
        <input
          type="date"
          value={day ?? today()}
          max={today()}
          onChange={(e) => {
            const v = e.currentTarget.value;
            setParams({ as_of: v && v !== today() ? v : undefined }, false);
          }}
        />
      </label>
      <span class="only-paper">{day ?? today()}</span>
      {day ? (
        <button type="button" class="quiet" onClick={() => setParams({ as_of: undefined }, false)}>
          Today
        </button>
      ) : null}
    </div>
  );
}

// What stands over everything else: an answer is worth no more than the lists behind it.
function ListsNotice() {
  const lists = useLoad<Json>((s) => get('/v1/lists', s), []);
  if (!lists.value) return null;
  if (!lists.value.lists.some((l: Json) => l.state !== 'missing'))
    return (
      <div class="notice" role="status">
        No list has been imported yet: nothing can be screened. <Link to="/lists">What to do</Link>
      </div>
    );
  const bad = lists.value.lists.filter((l: Json) => l.state !== 'in_force' && l.required);
  if (!bad.length) return null;
  return (
    <div class="notice" role="status">
      <span aria-hidden="true">△ </span>
      {bad.map((l: Json) => `${l.id} is ${l.sample ? 'only a sample' : l.state.replaceAll('_', ' ')}`).join(', ')}: hits are
      shown, but finding nothing proves nothing. <Link to="/lists">Lists</Link>
    </div>
  );
}

const KEYS: [string, string][] = [
  ['/', 'to the search box'],
  ['j  k', 'next and previous of a list'],
  ['Enter', 'open what is chosen; in the box: screen'],
  ['f  t  e  a', 'on a hit: false, true, escalate, approve'],
  ...NAV.map(([, label, k]): [string, string] => [`Shift ${k.toUpperCase()}`, label]),
  ['?', 'this help'],
];

function showHelp() {
  document.querySelector<HTMLDialogElement>('dialog.help')?.showModal();
}

function Help() {
  return (
    <dialog class="help" aria-label="Keys">
      <h2>Keys</h2>
      <dl>
        {KEYS.map(([k, says]) => (
          <>
            <dt>
              {k.split('  ').map((x) => (
                <kbd>{x}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

function Frame() {
  const place = usePlace();
  const day = asOf(place);
  const main = useRef<HTMLElement>(null);
  const first = '/' + (place.path.split('/')[1] ?? '');
  useEffect(() => {
    document.body.classList.toggle('past', !!day);
  }, [day]);
  useEffect(() => {
    const others: Record<string, string> = { '/key': 'Key', '/e': 'Entry' };
    const name = NAV.find(([p]) => p === first)?.[1] ?? others[first] ?? 'No such page';
    document.title = `${name} · licet`;
    document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [first]);
  useKeys(
    {
      '/': () => {
        const box = document.querySelector<HTMLInputElement>('input[type=search]');
        box ? box.focus() : go('/');
      },
      '?': showHelp,
      ...Object.fromEntries(NAV.map(([p, , k]) => [k.toUpperCase(), () => go(p)])),
    },
    [],
  );
  return (
    <>
      <a class="skip" href="#main" onClick={() => main.current?.focus()}>
        Skip to content
      </a>
      <header>
        <Link to="/" class="name">
          <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
            <circle cx="8" cy="8" r="6.5" />
            <path d="M4.8 8.3l2.2 2.2 4.2-4.8" />
          </svg>
          licet
        </Link>
        <nav aria-label="Pages">
          {NAV.map(([to, label, k]) => (
            <Link to={to} current={first === to || (to === '/' && first === '/e')}>
              <span title={`Shift+${k.toUpperCase()}`}>{label}</span>
            </Link>
          ))}
        </nav>
        <DayBox />
        <button type="button" class="help-key" aria-label="Keys" title="Keys (?)" onClick={showHelp}>
          ?
        </button>
        <Link to="/key" class="key" current={first === '/key'}>
          Key
        </Link>
      </header>
      {day ? (
        <div class="notice past-notice" role="status">
          <span aria-hidden="true">◷ </span>You are looking at{' '}
          <strong>
            <Name most={40}>{day}</Name>
          </strong>
          , not today.
        </div>
      ) : null}
      <ListsNotice />
      <main id="main" tabIndex={-1} ref={main}>
        {pageOf(place.path)}
      </main>
      <footer>
        Decision support, not legal advice. The Federal Register and the agencies’ lists govern. A score measures resemblance,
        not legality.
      </footer>
      <Help />
    </>
  );
}

render(<Frame />, document.getElementById('app')!);

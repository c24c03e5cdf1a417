// A key for what the page alone may not do: approving as a second person, or asking from elsewhere.
import { useState } from 'preact/hooks';
import { key } from './api';
import { go } from './route';

export function KeyPage() {
  const [value, set] = useState(key.get());
  return (
    <form
      class="card"
      onSubmit={(e) => {
        e.preventDefault();
        key.set(value.trim());
        go('/');
        location.reload();
      }}
    >
      <h1>Key</h1>
      <p>
        On this machine the page may search, screen and decide about hits. Approving what another person decided, and
        judging quarantined lists, takes a key of your own. Make one on the command line:
      </p>
      <pre>licet keys add "Your Name" --scopes read,screen,adjudicate,approve</pre>
      <label>
        Key
        <input
          type="password"
          autocomplete="off"
          value={value}
          onInput={(e) => set(e.currentTarget.value)}
          placeholder="licet_…"
        />
      </label>
      <p class="dim">It is kept in this tab only, until the tab is closed.</p>
      <button type="submit">{value.trim() ? 'Use it' : 'Go on without a key'}</button>
    </form>
  );
}

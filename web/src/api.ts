// Calls of the API. A key, where one is needed, is kept for this tab only.

export type Json = any; // the API's own JSON; its shapes are the library's (include/licet/*.h)

export class Problem extends Error {
  constructor(
    public status: number,
    public detail: string,
    public remedy = '',
  ) {
    super(detail);
  }
}

const KEY = 'licet-key';
export const key = {
  get: () => sessionStorage.getItem(KEY) ?? '',
  set: (v: string) => (v ? sessionStorage.setItem(KEY, v) : sessionStorage.removeItem(KEY)),
};

function headers(more: Record<string, string> = {}): Record<string, string> {
  const h: Record<string, string> = { 'X-Licet-Page': '1', ...more };
  if (key.get()) h['Authorization'] = `Bearer ${key.get()}`;
  return h;
}

async function checked(r: Response): Promise<Response> {
  if (r.ok) return r;
  let detail = r.statusText || `status ${r.status}`;
  let remedy = '';
  try {
    const p = await r.json();
    detail = p.detail ?? detail;
    remedy = p.remedy ?? '';
  } catch {
    // no problem+json: what the status says must do
  }
  throw new Problem(r.status, detail, remedy);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let r: Response;
  try {
    r = await fetch(path, init);
  } catch (e) {
    if ((e as Error).name === 'AbortError') throw e;
    throw new Problem(0, 'licet does not answer', 'is `licet serve` still running?');
  }
  return checked(r);
}

export async function get(path: string, signal?: AbortSignal): Promise<Json> {
  return (await send(path, { headers: headers(), signal })).json();
}

export async function getText(path: string): Promise<string> {
  return (await send(path, { headers: headers() })).text();
}

export async function post(path: string, body?: unknown): Promise<Json> {
  const init: RequestInit = { method: 'POST', headers: headers() };
  if (body !== undefined) {
    init.headers = headers({ 'Content-Type': 'application/json' });
    init.body = JSON.stringify(body);
  }
  return (await send(path, init)).json();
}

async function sendFile(method: string, path: string, file: Blob): Promise<Json> {
  const init = { method, headers: headers({ 'Content-Type': 'application/octet-stream' }), body: file };
  return (await send(path, init)).json();
}

export const upload = (path: string, file: Blob) => sendFile('POST', path, file);
export const put = (path: string, file: Blob) => sendFile('PUT', path, file);

// Links cannot carry a key, so a file is fetched and then handed to the browser.
export async function download(path: string, name: string): Promise<void> {
  const blob = await (await send(path, { headers: headers() })).blob();
  const url = URL.createObjectURL(blob);
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function query(params: Record<string, string | undefined>): string {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(params)) if (v) q.set(k, v);
  const s = q.toString();
  return s ? `?${s}` : '';
}

// The pictures of the docs, over the home tests/browser/scene fills: the light theme, at 1280 and one
// at 390 px.
//   node tests/browser/pictures.mjs URL FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const UPNG = require('upng-js');
const [base, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

async function open(width, height) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  return page;
}

const COLOURS = 96; // few hues and the greys of letters
const TALLEST = 1150; // a picture shows the top of a long page
async function shoot(page, name) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(250);
  const { width } = page.viewportSize();
  const height = await page.evaluate(() => Math.ceil(document.querySelector('main > :last-child').getBoundingClientRect().bottom + scrollY + 24));
  await page.evaluate(() => scrollTo(0, 0));
  const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(TALLEST, height) } });
  const image = UPNG.decode(png.buffer.slice(png.byteOffset, png.byteOffset + png.length));
  const small = Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
  writeFileSync(`${folder}/${name}.png`, small);
}

const page = await open(1280, 800);
const at = (path) => page.goto(base + path);

await at('/?q=Positiv+Technologies&country=RU');
await page.locator('.hit mark').first().waitFor();
await page.getByRole('button', { name: 'Screen' }).click();
await page.locator('.verdict').waitFor();
await shoot(page, 'search');

await at('/e/' + encodeURIComponent('EL/cytrox ad/MK/88FR46071'));
await page.locator('.chart svg').waitFor();
await shoot(page, 'entry');

await at('/orders');
await page.getByLabel('Table of orders').setInputFiles(new URL('../../data/sample/orders.csv', import.meta.url).pathname);
await page.getByText('This is how the columns are read').waitFor();
await page.getByRole('button', { name: 'Check these orders' }).click();
await page.getByRole('button', { name: 'Download answered.csv' }).waitFor();
await page.locator('tbody tr').first().waitFor();
await shoot(page, 'orders');

await at('/determine?party=' + encodeURIComponent('end_user:Quiet Orchard Systems:IN') + '&fact=' + encodeURIComponent('item.eccn=5A002\nactivity=export\nfrom=US\nto=IN\nitem.origin=US'));
await page.getByRole('button', { name: 'Decide and keep' }).click();
await page.locator('.steps li').first().waitFor();
await shoot(page, 'wizard');

await at('/lists?since=2020-01-01&by=countries');
await page.locator('h2', { hasText: 'were listed' }).waitFor();
await page.locator('.chart svg').first().waitFor();
await shoot(page, 'lists');

const days = await page.locator('td[data-label="Edition"]').allTextContents();
await at(`/lists/us_csl/diff?a=${days.at(-1)}&b=${days[0]}`);
await page.locator('.diff-entry').first().waitFor();
await shoot(page, 'diff');

await at('/hits');
await page.locator('.compare tbody tr').first().waitFor();
await page.locator('body').press('f');
await page.locator('#reason').selectOption({ index: 3 });
await page.locator('#note').fill('a bakery in Lyon: seen the register, other owners');
await page.getByLabel(/Your name/).fill('A. First');
await page.locator('#note').focus();
await shoot(page, 'hit');

await at('/decisions');
await page.getByRole('row').filter({ hasText: 'A-1005' }).first().getByRole('link').click();
await page.getByRole('button', { name: 'Compute it again' }).click();
await page.getByText('the same bytes came out').waitFor();
await shoot(page, 'decision');

await at('/book');
await page.getByText('Look at these').waitFor();
await shoot(page, 'book');

const phone = await open(390, 844);
await phone.goto(base + '/?q=' + encodeURIComponent('Сбербанк'));
await phone.locator('.hit mark').first().waitFor();
await shoot(phone, 'phone');

await browser.close();

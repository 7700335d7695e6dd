// The pages in a real Chromium. Called as: node run.mjs PATH_TO_BINARY [part ...]
// With SCREENSHOTS=1 pictures of the main pages are written to screenshots/.

import { chromium } from 'playwright-core';
import { start } from './server.mjs';
import { finish } from './checks.mjs';
import { emptyAndMissing, everyKind, everyStage, looks, refusedForms } from './kinds.mjs';
import { screenshots } from './screenshots.mjs';
import * as handover from './handover.mjs';
import * as ledgers from './ledgers.mjs';
import * as casework from './casework.mjs';
import * as reports from './reports.mjs';
import * as returns from './returns.mjs';
import * as keyboard from './keyboard.mjs';
import * as requests from './requests.mjs';
import * as walkthroughs from './walkthroughs.mjs';

const [binary, ...wanted] = process.argv.slice(2);
if (!binary) {
  console.error('node run.mjs PATH_TO_BINARY [part ...]');
  process.exit(2);
}

const parts = { everyKind, everyStage, refusedForms, emptyAndMissing, looks, ...walkthroughs, ...handover, ...ledgers, ...returns, ...reports, ...requests, ...casework, ...keyboard, screenshots };
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length) {
  console.error(`no such part: ${unknown.join(' ')}; there are ${Object.keys(parts).join(' ')}`);
  process.exit(2);
}

const demo = await start(binary);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  handleSIGINT: false,
  handleSIGTERM: false,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await demo.stop();
    process.exit(130);
  });
}
try {
  for (const [name, part] of Object.entries(parts)) {
    if (!wanted.length || wanted.includes(name)) await part(demo, browser);
  }
} finally {
  await browser.close();
  await demo.stop();
}
process.exit(finish());

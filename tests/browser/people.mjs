// People at their browsers: everybody signs in once and keeps the cookie.

import { listen } from './pages.mjs';

const signedIn = new Map();

/** A page of a person's own browser; `login` empty for anybody. */
export async function person(demo, browser, login = '', options = {}) {
  const context = await browser.newContext({
    baseURL: demo.address,
    locale: 'zh-CN',
    storageState: login ? await state(demo, browser, login) : undefined,
    viewport: { width: 1366, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(10000);
  return context.newPage();
}

/** Does something with a page of a person, and closes it. */
export async function as(demo, browser, login, act, options) {
  const page = await person(demo, browser, login, options);
  const heard = [];
  listen(page, (text) => heard.push(`${page.url()}: ${text}`));
  try {
    const result = await act(page);
    if (heard.length) throw new Error([...heard, ...(Array.isArray(result) ? result : [])].join('; '));
    return result;
  } finally {
    await page.context().close();
  }
}

async function state(demo, browser, login) {
  if (!signedIn.has(login)) {
    const context = await browser.newContext({ baseURL: demo.address });
    context.setDefaultTimeout(5000);
    const page = await context.newPage();
    await page.goto('/login');
    await signIn(page, login, demo.password);
    signedIn.set(login, await context.storageState());
    await context.close();
  }
  return signedIn.get(login);
}

/** Fills in the sign-in page. */
export async function signIn(page, login, password) {
  await page.fill('#user', login);
  await page.fill('#pass', password);
  await page.click('main button[type=submit]');
  if (await page.locator('#pass').count()) throw new Error(`${login} could not sign in`);
}

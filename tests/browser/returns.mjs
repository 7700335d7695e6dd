// The quarterly return: from the home page to the table downloaded and handed in.

import { readFile } from 'node:fs/promises';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { errors } from './office.mjs';
import { problems } from './pages.mjs';

const CLERK = 'haibin.clerk';
const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];

async function looked(page, options) {
  if (options.javaScriptEnabled === false) return;
  const found = await problems(page, page.url(), { stay: true, brief: true });
  so(!found.length, found.join('\n'));
}

/** Task, table, missing numbers, papers, handed in; and opened again for who comes next. */
export async function quarterlyReturn(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`the quarterly return is filled, completed, downloaded and handed in, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        await page.goto('/desk');
        await page.locator('.task', { hasText: '季度' }).getByRole('link', { name: '办理' }).click();
        so(page.url().includes('/desk/returns/'), `the task leads elsewhere: ${page.url()}`);
        so((await page.textContent('main')).includes('不按 0 报'), 'what is missing is not said');
        await looked(page, options);
        await page.getByRole('link', { name: '：本年累计，主动公开政府信息数' }).click();
        so((await page.textContent('.lede')).includes('记录'), 'nothing is said of what stands behind');
        await looked(page, options);
        await page.getByRole('link', { name: '回到统计表' }).click();
        await page.getByLabel('网站公开专栏页面访问量').fill('９６０');
        await page.getByRole('button', { name: '保存补填的数' }).click();
        so(page.url().includes('done=return_typed'), `it was not saved: ${await errors(page)}`);
        for (const [name, mark] of [['下载 Excel', 'PK'], ['下载 Word', 'PK']]) {
          const waiting = page.waitForEvent('download');
          await page.getByRole('link', { name }).click();
          const bytes = await readFile(await (await waiting).path());
          so(bytes.subarray(0, 2).toString() === mark, `${name} is no such file`);
        }
        await page.getByLabel('审核人').fill('审核人');
        await page.getByRole('button', { name: '登记已经报送' }).click();
        so(page.url().includes('done=return_handed_in'), `it was not handed in: ${await errors(page)}`);
        await looked(page, options);
        await page.goto('/desk');
        so(!(await page.textContent('main')).includes('季度'), 'the task is still there');
        await page.goBack();
        await page.getByRole('button', { name: '撤销报送' }).click();
        so(page.url().includes('done=return_reopened'), 'it was not opened again');
      }, options));
  }
}

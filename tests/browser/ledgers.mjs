// Ledgers: the quick log, a pasted table, a workbook that comes back.

import { readFile } from 'node:fs/promises';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { problems } from './pages.mjs';

const CLERK = 'sizhang.clerk';
const LEDGER = '/desk/ledgers/enquiry';
const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];

async function looked(page, options) {
  if (options.javaScriptEnabled === false) return;
  const found = await problems(page, page.url(), { stay: true, brief: true });
  so(!found.length, found.join('\n'));
}

/** Two fields and a button. */
export async function quickLog(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a call is logged with two typed fields on one screen, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        await page.goto(LEDGER);
        await looked(page, options);
        const question = `社保卡${way.length}怎么补办`;
        await page.getByLabel('咨询内容').fill(question);
        await page.getByLabel('答复', { exact: false }).first().fill('告知窗口和材料');
        await page.getByRole('button', { name: '记一条' }).click();
        so((await page.textContent('main')).includes(question), 'the call is not in the list');
      }, options));
  }
}

/** Paste, look, confirm; the workbook of the ledger comes back without a change. */
export async function pastedTable(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a table is pasted, wrong cells are marked, and it comes in whole, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        const rows = `日期\t方式\t人次\t内容\n2026/3/2\t来访\t2\t养老金${way.length}怎么领\n20260303\t电话\t１\t医保${way.length}怎么缴\n`;
        await page.goto(`${LEDGER}/import`);
        await looked(page, options);
        await page.locator('#table').fill(`${rows}2026-2-30\t电话\t1\t坏行\n`);
        await page.getByRole('button', { name: '读取并核对' }).click();
        so((await page.textContent('main')).includes('不是日期'), 'the wrong cell is not explained');
        so(!(await page.getByRole('button', { name: '确认导入' }).count()), 'it could be confirmed all the same');
        await page.goto(`${LEDGER}/import`);
        await page.locator('#table').fill(rows);
        await page.getByRole('button', { name: '读取并核对' }).click();
        await looked(page, options);
        await page.getByRole('button', { name: '确认导入' }).click();
        so((await page.textContent('main')).includes(`养老金${way.length}怎么领`), 'it did not come in');
      }, options));
  }
  await check('a workbook that goes out comes back without a change', () =>
    as(demo, browser, CLERK, async (page) => {
      await page.goto(LEDGER);
      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name: '导出 Excel' }).click();
      const bytes = await readFile(await (await waiting).path());
      await page.goto(`${LEDGER}/import`);
      await page.locator('#file').setInputFiles({ name: 'enquiry.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
      await page.getByRole('button', { name: '读取并核对' }).click();
      const said = await page.locator('.total').textContent();
      so(said.includes('新增 0 条，修改 0 条') && said.includes('有误 0 条'), said);
    }));
}

// The demonstration, started for a test run and ended with it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts `gongkai demo` and gives its address, the password of all accounts, and how to end it. */
export async function start(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-'));
  const child = spawn(binary, ['demo', '--data', folder, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => { said += text; });
  const ended = once(child, 'exit');
  while (!said.includes('Ctrl+C')) {
    const done = await Promise.race([ended.then(() => true), new Promise((next) => setTimeout(next, 100))]);
    if (done) throw new Error(`the demonstration did not start:\n${said}`);
  }
  const address = said.match(/http:\/\/[\d.]+:\d+/)[0];
  const password = said.match(/密码[^：]*：(\S+)/)[1];
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, password, stop };
}

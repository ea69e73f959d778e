import { expect, test } from 'vitest';
import { reasonOf, slackLogger } from '../../../adapters/slack/log.ts';
import { recordingLog } from '../../support/slack-app.ts';

test("Bolt's warnings and errors reach our log, as words without objects; the rest does not", () => {
  const { log, logged } = recordingLog();
  const logger = slackLogger(log);
  logger.debug('received', { text: 'my answer' });
  logger.info('ready');
  logger.warn('slow', { text: 'my answer' });
  logger.error(new Error('gone'));
  expect(logged).toEqual([
    { level: 'warn', ids: { platform: 'slack' }, message: 'slow' },
    { level: 'error', ids: { platform: 'slack' }, message: 'gone' },
  ]);
});

test.each<[unknown, string]>([
  [
    new SyntaxError('Unexpected token \'m\', "my "quoted" answer" is not valid JSON'),
    'Unexpected token \'m\', "…" is not valid JSON',
  ],
  [new Error('two lines: "one\ntwo" end'), 'two lines: "…" end'],
  [new Error('not for xoxb-12-ab_C nor xapp-1-A'), 'not for … nor …'],
  [
    new Error('fetch failed', { cause: new Error('why', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }) }),
    'fetch failed (ECONNRESET)',
  ],
  ['a word', 'a word'],
])('a reason keeps neither tokens nor what it quotes: %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

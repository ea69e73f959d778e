import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Letter, Recipient } from '../../src/letter.ts';
import { NotDelivered } from '../../src/ports/platform.ts';
import { reasonOf } from './log.ts';
import { neverSent } from './unsent.ts';

const install = 'install the app again; with SLACK_BOT_TOKEN, set its new token';
const invite = 'invite Cairn to the channel: /invite @Cairn';
const person = 'the person has left, or is not visible to Cairn';
const homeTab = 'turn on the Home tab under App Home in the app, as manifest/slack.yaml has it';
const tab = 'turn on the Messages tab under App Home in the app, as manifest/slack.yaml has it';

/** Where nobody of the workspace can be reached, and what the operator can do about it. */
const closed = new Map(
  Object.entries({
    account_inactive: install,
    token_revoked: install,
    token_expired: install,
    invalid_auth: install,
    team_access_not_granted: 'the organisation does not let Cairn into the workspace',
  }),
);

/** Where it is no use to repeat, and what the operator can do about it. */
const unreachable = new Map(
  Object.entries({
    is_archived: 'the channel is archived',
    not_in_channel: invite,
    channel_not_found: invite,
    user_not_in_channel: 'the person has left the channel',
    user_not_found: person,
    user_not_visible: person,
    user_disabled: person,
    user_is_bot: 'Cairn does not write to bots',
    cannot_dm_bot: 'Cairn does not write to bots',
  }),
);

/** What may work again once the operator has done something. */
const repairable = new Map(
  Object.entries({
    org_login_required: 'the workspace is being moved into an organisation',
    messages_tab_disabled: tab,
    not_enabled: homeTab,
    restricted_action: 'the workspace does not let apps write there',
    not_authed: 'check SLACK_BOT_TOKEN',
    missing_scope: 'install the app again with the scopes of manifest/slack.yaml',
  }),
);

/** Of these Slack's reference says that some of the call may have been done. */
const halfDone = ['internal_error', 'fatal_error'];

/** Slack's own name for why it refused a call. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Whether a call failed because its token is good no more, which another token may mend. */
export function isLockedOut(error: unknown): boolean {
  return closed.has(errorCode(error) ?? '');
}

/** Says why a letter was not delivered. */
export function notDelivered(error: unknown, letter: Letter): NotDelivered {
  const what = `Slack did not take letter ${letter.id} for ${addressOf(letter.to)}`;
  if (error instanceof WebAPIRateLimitedError) return throttled(what, error.retryAfter, error);
  if (error instanceof WebAPIPlatformError) return refused(what, error);
  const said = `${what}: ${reasonOf(error)}`;
  return new NotDelivered(wasNotTaken(error) ? 'failed' : 'unsure', said, { cause: error });
}

// Slack's names for a message that is wrong in itself.
const OURS =
  /^(invalid_(blocks|blocks_format|arguments|arg_name|array_arg|charset|form_data|metadata_format|metadata_schema)|msg_(blocks_)?too_long|no_text|metadata_too_large|block_mismatch|too_many_attachments)$/;

function wasNotTaken(error: unknown): boolean {
  return error instanceof WebAPIHTTPError ? error.statusCode < 500 : neverSent(error);
}

function refused(what: string, error: WebAPIPlatformError): NotDelivered {
  const { error: code, response_metadata: details } = error.data;
  if (code === 'ratelimited' || code === 'rate_limited') return throttled(what, details?.retryAfter ?? 1, error);
  const advice = closed.get(code) ?? unreachable.get(code) ?? repairable.get(code) ?? details?.messages?.map(reasonOf).join('; ');
  const isCode = /^\w{1,60}$/.test(code);
  const message = `${what}: ${isCode ? code : 'an answer that is not of Slack'}${advice ? ` (${advice})` : ''}`;
  if (closed.has(code)) return new NotDelivered('unreachable', message, { whole: true, cause: error });
  if (unreachable.has(code)) return new NotDelivered('unreachable', message, { cause: error });
  if (OURS.test(code)) return new NotDelivered('refused', message, { cause: error });
  // What is not a name of Slack's is the text of some machine in between, which does not know what Slack did.
  return new NotDelivered(!isCode || halfDone.includes(code) ? 'unsure' : 'failed', message, { cause: error });
}

function throttled(what: string, seconds: number, cause: unknown): NotDelivered {
  return new NotDelivered('throttled', `${what}: too fast, it asks for ${seconds} s`, { retryAfterMs: seconds * 1_000, cause });
}

function addressOf(to: Recipient): string {
  switch (to.kind) {
    case 'member':
      return to.member;
    case 'channel':
      return to.channel;
    case 'home':
      return `the Home tab of ${to.member}`;
    case 'group':
      return `the group chat of ${to.members.join(', ')}`;
    case 'aside':
      return `${to.member} in ${to.channel}`;
  }
}

/** Somebody opens an app's install address: where they are sent, and what their browser keeps. */
export async function beginInstall(appUrl: string): Promise<{ to: URL; cookie: string; state: string }> {
  const answer = await fetch(`${appUrl}/slack/install`, { redirect: 'manual' });
  const to = new URL(answer.headers.get('location') ?? '');
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return { to, cookie, state: to.searchParams.get('state') ?? '' };
}

/** Somebody installs an app in a workspace of the fake Slack: there and back. */
export async function install(appUrl: string, team: string): Promise<Response> {
  const { cookie, state } = await beginInstall(appUrl);
  const back = new URLSearchParams({ code: `code-${team}`, state });
  return fetch(`${appUrl}/slack/oauth_redirect?${back}`, { headers: { cookie } });
}

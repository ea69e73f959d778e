import express from 'express';
import type { Store } from '../src/ports.ts';

/** `/healthz`: the process serves. `/readyz`: its database answers as well. */
export function healthRoutes(store: Store): express.Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    try {
      await store.ping();
      response.json({ status: 'ready' });
    } catch {
      response.status(503).json({ status: 'not ready', reason: 'the database does not answer' });
    }
  });
  return router;
}

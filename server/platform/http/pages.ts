import fs from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './caller.ts';

/**
 * Serves the built pages: files under `assets/` carry their hash in the name and never change; any
 * other address of a page answers index.html. `others` answers what is no page. Without built pages
 * a plain page says so.
 */
export async function addPages(
  app: FastifyInstance,
  webDir: string,
  others: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): Promise<void> {
  const file = path.join(webDir, 'index.html');
  const index = fs.existsSync(file) ? fs.readFileSync(file) : undefined;
  if (index !== undefined) {
    await app.register(fastifyStatic, {
      root: webDir,
      index: false,
      preCompressed: true,
      setHeaders: (reply, asked) => {
        reply.header(
          'cache-control',
          asked.startsWith(path.join(webDir, 'assets') + path.sep)
            ? 'public, max-age=31536000, immutable'
            : 'no-cache',
        );
        // The service worker answers for every page, though its file lies beside them.
        if (asked === path.join(webDir, 'worker.js')) reply.header('service-worker-allowed', '/');
      },
    });
  }
  app.get('/', (_request, reply) => reply.callNotFound());
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) return others(request, reply);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return index === undefined ? reply.code(503).send(notBuilt) : reply.send(index);
  });
}

/** An address that a person typed or followed: no API, no file. */
function isPage(request: FastifyRequest): boolean {
  const asked = pathOf(request);
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/^\/(api|assets)(\/|$)/.test(asked) &&
    !/\.[a-z0-9]{1,8}$/i.test(asked) &&
    (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null
  );
}

const notBuilt = `<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>客经 Kejing</title>
<h1>客经 Kejing</h1>
<p>网页尚未构建：请运行 <code>npm start</code>。接口已可用：<a href="/api/docs">/api/docs</a></p>
<p>The pages are not built yet: run <code>npm start</code>.
The API works: <a href="/api/docs">/api/docs</a></p>
`;

// undici without fetch, WebSocket, caches and mocks, which would double its size: the two exports that nx-conda uses.
const Dispatcher = require('undici/lib/dispatcher/dispatcher');
const EnvHttpProxyAgent = require('undici/lib/dispatcher/env-http-proxy-agent');
const api = require('undici/lib/api');

// As undici's own entry does.
Object.assign(Dispatcher.prototype, api);

/** Like undici's `request`, but the dispatcher is required. */
function request(url, { dispatcher, ...options }) {
  const { origin, pathname, search } = new URL(url);
  return dispatcher.request({ ...options, origin, path: `${pathname}${search}` });
}

module.exports = { EnvHttpProxyAgent, request };

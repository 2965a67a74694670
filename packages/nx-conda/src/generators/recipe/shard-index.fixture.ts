/** Written by rattler's index (py-rattler 0.28.0), for idna 3.20 and fire 0.7.1. */
export const SHARD_INDEX_OF_FIRE_AND_IDNA = Buffer.from(
  'KLUv/QBYlQUAVAqCpGluZm+EpnN1YmRpcqZub2FyY2ioYmFzZV91cmygr3NoYXJkc1+pLi8vqmNyZWF0ZWRfYXS+MjAyNi0xMS0yOFQwNzozMDow' +
    'OS43MzAxMjQwMzNapoKkaWRuYcQgXfRDLa3TAAgHiDQPiWwrYGzv25jFTOrp1iBioFIGbpekZmlyZcQg/YB3s5yOYNtnWKsJKYkiJGZ0mKq6tQWr' +
    'F2OixIRP/BQDAKxqlJrDnYhJBg==',
  'base64',
);

import { ExplainedError } from './explained-error';
import { requireDestination } from './publish-destination';

const required = (value: unknown) => () => requireDestination('The option "to"', value);

describe('requireDestination', () => {
  it.each([
    ['https://user:planted@host/channel', 'https://***@host/channel'],
    ['quetz://planted@host/channel', 'quetz://***@host/channel'],
    ['https://host/t/planted/channel', 'https://host/t/***/channel'],
    ['https://host/channel?token=planted', 'https://host/channel?***'],
    ['s3://planted@bucket/channel', 's3://***@bucket/channel'],
  ])('refuses %s and does not repeat the secret', (url, shown) => {
    expect(required(url)).toThrow(new ExplainedError(`The option "to" contains credentials: ${shown}`));
  });

  it.each([
    ['dist/channel'],
    ['/home/me@work/t/channel'],
    ['file:///mnt/t/channel'],
    ['s3://bucket/t/channel'],
    ['https://prefix.dev/mine'],
    ['C:\\channel'],
  ])('accepts %s', (value) => {
    expect(required(value)).not.toThrow();
  });

  it.each([[true], [''], [['s3://bucket']]])('refuses %j and shows the known forms', (value) => {
    expect(required(value)).toThrow(`The option "to" is ${JSON.stringify(value)}, which is not a channel.`);
  });
});

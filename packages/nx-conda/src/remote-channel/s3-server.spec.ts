import { s3Server } from './s3-server';

const ENV = { S3_ENDPOINT_URL: 'http://host', S3_REGION: 'here', S3_ADDRESSING_STYLE: 'path' };

describe('s3Server', () => {
  it('takes the variables of rattler-build, unless options say otherwise', () => {
    expect(s3Server({}, ENV)).toEqual({
      endpointUrl: 'http://host',
      region: 'here',
      addressingStyle: 'path',
    });
    expect(s3Server({ s3EndpointUrl: 'https://other', s3AddressingStyle: 'virtual-host' }, ENV)).toEqual({
      endpointUrl: 'https://other',
      region: 'here',
      addressingStyle: 'virtual-host',
    });
  });

  it('is AWS if nothing is set', () => {
    expect(s3Server({}, { S3_REGION: '' })).toBeUndefined();
  });

  it('refuses a part', () => {
    expect(() => s3Server({ s3Region: 'here' }, {})).toThrow('s3EndpointUrl is not set.');
    expect(() => s3Server({ s3EndpointUrl: 'http://host' }, {})).toThrow('s3Region is not set.');
  });
});

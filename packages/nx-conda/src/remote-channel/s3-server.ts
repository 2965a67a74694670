import type { Environment } from '../machine/cache-folder';
import { ExplainedError } from '../explained-error';

/** An S3-compatible server, in the words of `rattler-build upload s3`. */
export interface S3Server {
  endpointUrl: string;
  region: string;
  addressingStyle: 'virtual-host' | 'path';
}

export interface S3Options {
  s3EndpointUrl?: string;
  s3Region?: string;
  s3AddressingStyle?: 'virtual-host' | 'path';
}

/**
 * The server from the options, or from the environment variables of rattler-build; undefined if neither sets one.
 * @throws ExplainedError if only a part is set.
 */
export function s3Server(options: S3Options, env: Environment): S3Server | undefined {
  const endpointUrl = options.s3EndpointUrl ?? env['S3_ENDPOINT_URL'];
  const region = options.s3Region ?? env['S3_REGION'];
  const style = options.s3AddressingStyle ?? env['S3_ADDRESSING_STYLE'];
  if (!endpointUrl && !region && !style) return undefined;
  if (!endpointUrl) throw incomplete('s3EndpointUrl', 'S3_ENDPOINT_URL');
  if (!region) throw incomplete('s3Region', 'S3_REGION');
  return { endpointUrl, region, addressingStyle: style === 'path' ? 'path' : 'virtual-host' };
}

function incomplete(option: string, variable: string): ExplainedError {
  return new ExplainedError(`The settings for the S3 server are incomplete: ${option} is not set.`, [
    `Set the option ${option} of the publish target, or the environment variable ${variable}.`,
    'For a bucket of AWS, remove the options s3EndpointUrl, s3Region and s3AddressingStyle, and unset the variables S3_ENDPOINT_URL, S3_REGION and S3_ADDRESSING_STYLE.',
  ]);
}

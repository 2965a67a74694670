import type { Environment } from '../machine/cache-folder';
import type { RemoteChannel, ServerKind } from './remote-channel';

/** A login in the form of rattler's auth file. */
export type Login = Record<string, string | Record<string, string | null>>;

interface Tokens {
  /** The environment variables of `rattler-build upload`. */
  variables: string[];
  /** Which of them the user has to set, if not all. */
  choice?: string;
  /** The login that they stand for; undefined if they are not set. */
  login: (value: (variable: string) => string | undefined) => Login | undefined;
  /** What else the user can do. @param host the server */
  command: (host: string) => string;
}

export const TOKENS: Record<ServerKind, Tokens> = {
  prefix: {
    variables: ['PREFIX_API_KEY'],
    login: (value) => single('BearerToken', value('PREFIX_API_KEY')),
    command: (host) => `rattler-build auth login ${host} --token <token>`,
  },
  anaconda: {
    variables: ['ANACONDA_API_KEY'],
    login: (value) => single('CondaToken', value('ANACONDA_API_KEY')),
    command: () => 'rattler-build auth login anaconda.org --conda-token <token>',
  },
  quetz: {
    variables: ['QUETZ_API_KEY'],
    login: (value) => single('CondaToken', value('QUETZ_API_KEY')),
    command: (host) => `rattler-build auth login ${host} --conda-token <token>`,
  },
  artifactory: {
    variables: ['ARTIFACTORY_TOKEN', 'ARTIFACTORY_USERNAME', 'ARTIFACTORY_PASSWORD'],
    choice: 'ARTIFACTORY_TOKEN, or ARTIFACTORY_USERNAME and ARTIFACTORY_PASSWORD,',
    login: (value) =>
      single('BearerToken', value('ARTIFACTORY_TOKEN')) ??
      basic(value('ARTIFACTORY_USERNAME'), value('ARTIFACTORY_PASSWORD')),
    command: (host) => `rattler-build auth login ${host} --token <token>`,
  },
  cloudsmith: {
    variables: ['CLOUDSMITH_API_KEY'],
    // Cloudsmith takes an API key as the password of the user "token".
    login: (value) => basic('token', value('CLOUDSMITH_API_KEY')),
    command: () => 'rattler-build auth login api.cloudsmith.io --token <token>',
  },
  s3: {
    variables: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_SESSION_TOKEN'],
    choice: 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (for temporary keys, also S3_SESSION_TOKEN)',
    login: (value) => {
      const [id, secret] = [value('S3_ACCESS_KEY_ID'), value('S3_SECRET_ACCESS_KEY')];
      if (id === undefined || secret === undefined) return undefined;
      const session = value('S3_SESSION_TOKEN') ?? null;
      return { S3Credentials: { access_key_id: id, secret_access_key: secret, session_token: session } };
    },
    command: (bucket) =>
      `rattler-build auth login ${bucket} --s3-access-key-id <id> --s3-secret-access-key <key>`,
  },
};

/** The content of an auth file with the token in the environment; undefined if there is none. */
export function authFileContent(
  { kind, hosts }: RemoteChannel,
  env: Environment,
): Record<string, Login> | undefined {
  const login = TOKENS[kind].login((variable) => env[variable] || undefined);
  return login && Object.fromEntries(hosts.map((host) => [host, login]));
}

/** The steps for a user whose token is missing or refused. */
export function howToLogIn({ kind, hosts }: RemoteChannel): string[] {
  const { variables, choice = variables.join(', '), command } = TOKENS[kind];
  return [
    `Set ${choice} in the environment${kind === 's3' ? ', or the AWS_ variables for a bucket of AWS' : ''}.`,
    `Or store the token once: ${command(hosts[0] ?? '')}`,
    'The token or key needs the right to write to the channel.',
  ];
}

/** Values that no log may show. */
export function secretsIn(env: Environment): string[] {
  const names = [
    ...Object.values(TOKENS).flatMap(({ variables }) => variables),
    ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'GITHUB_TOKEN'],
  ];
  return names.flatMap((name) => env[name] || []);
}

function single(kind: string, token: string | undefined): Login | undefined {
  return token === undefined ? undefined : { [kind]: token };
}

function basic(username: string | undefined, password: string | undefined): Login | undefined {
  return username === undefined || password === undefined ? undefined : { BasicHTTP: { username, password } };
}

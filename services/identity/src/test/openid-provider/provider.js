// A real OpenID provider for tests, on a free port of the loopback: node provider.js REDIRECT_URI
// Prints "listening URL" when it is up; everybody logs in with any password. Ends with its standard input.
import http from 'node:http';
import Provider from 'oidc-provider';

const server = http.createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

const people = {
  ann: { email: 'ann@campus.example', groups: ['choir', 'staff'] },
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'cloud',
      client_secret: 'between us',
      grant_types: ['authorization_code', 'client_credentials'],
      response_types: ['code'],
      redirect_uris: [process.argv[2]],
    },
  ],
  claims: { openid: ['sub'], email: ['email'], groups: ['groups'] },
  scopes: ['openid', 'email', 'groups', 'opaque'],
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...people[id] }),
  }),
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) =>
        String(ctx.oidc.params.scope).includes('opaque') ? undefined : 'urn:cloud',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid email groups',
        audience: 'cloud',
        accessTokenTTL: 600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
server.on('request', provider.callback());
console.log(`listening ${issuer}`);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

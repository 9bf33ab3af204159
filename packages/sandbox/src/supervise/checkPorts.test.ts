import { createServer } from 'node:net';
import { checkPorts, freePort } from './checkPorts';

describe('checkPorts', () => {
  it('names the port that is in use and what to do', async () => {
    const [forge, staging, production, apps] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const ports = { forge, staging, production, apps };
    await expect(checkPorts(ports)).resolves.toBeUndefined();

    const other = createServer();
    await new Promise<void>(resolve => {
      other.listen(staging, '127.0.0.1', resolve);
    });
    await expect(checkPorts(ports)).rejects.toThrow(
      `Port ${staging}, which the staging cluster needs, is in use: stop what uses it, or set STAGING_PORT to another port.`,
    );
    await new Promise(resolve => other.close(resolve));
  });
});

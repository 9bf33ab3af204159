import { runProcess } from './runProcess';

const node = process.execPath;

describe('runProcess', () => {
  it('hands back output and exit code', async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    await expect(
      runProcess(node, ['-e', script], { timeout: 20_000 }),
    ).resolves.toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('ends what takes too long', async () => {
    await expect(
      runProcess(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 200 }),
    ).rejects.toThrow('did not end within 0.2 s');
  });

  it('ends what writes too much', async () => {
    const script = 'setInterval(() => console.log("x".repeat(1000)), 1)';
    await expect(
      runProcess(node, ['-e', script], { timeout: 20_000, maxOutput: 5000 }),
    ).rejects.toThrow('wrote more than can be taken');
  });

  it('says which program is missing', async () => {
    await expect(
      runProcess('no-such-program', [], { timeout: 1000 }),
    ).rejects.toThrow('no-such-program is not installed on this machine');
  });

  it('hides its own environment', async () => {
    process.env.SECRET_OF_TEST = 'x';
    const result = await runProcess(
      node,
      ['-p', 'process.env.SECRET_OF_TEST'],
      { timeout: 20_000 },
    );
    delete process.env.SECRET_OF_TEST;
    expect(result.stdout).toBe('undefined\n');
  });
});

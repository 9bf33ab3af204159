import { imageVersion, shortRevision } from './imageVersion';

describe('imageVersion', () => {
  it.each([
    ['ghcr.io/acme/event:1.4.2', '1.4.2'],
    ['localhost:5000/event:2', '2'],
    ['localhost:5000/event', 'latest'],
    ['ghcr.io/acme/event:1.4.2@sha256:0123456789abcdef', '1.4.2'],
    ['ghcr.io/acme/event@sha256:0123456789abcdef', '0123456'],
  ])('reads %s as %s', (image, expected) => {
    expect(imageVersion(image)).toBe(expected);
  });

  it.each([
    ['3f2c1ab4d5e6f708', '3f2c1ab'],
    ['main@sha1:3f2c1ab4d5e6f708', '3f2c1ab'],
  ])('shortens the commit %s to %s', (revision, expected) => {
    expect(shortRevision(revision)).toBe(expected);
  });
});

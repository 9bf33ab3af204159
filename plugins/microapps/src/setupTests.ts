import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Tables and lazy pages take seconds to draw on a busy machine; a failing test says so late
// rather than a sound one failing now and then.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

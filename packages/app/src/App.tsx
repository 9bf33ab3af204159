import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';

/** The portal; its plugins are found from package.json (`app.packages: all`). */
export default createApp({ features: [navModule] });

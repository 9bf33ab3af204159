import { startFlux } from '../operators';
import { operatorOptions } from '../supervise/operatorOptions';
import { runPart } from '../supervise/runPart';

runPart('flux', context =>
  startFlux(operatorOptions(context, 'flux', 'production')),
);

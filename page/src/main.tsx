import { render } from 'preact';
import { App } from './app.js';
import { embeddedData } from './data/source.js';
import './style/index.css';

const place = document.getElementById('page');
const data = embeddedData();
if (place !== null) {
  if (data === undefined) place.textContent = 'This file holds no report: it was cut or changed.';
  else render(<App data={data} />, place);
}

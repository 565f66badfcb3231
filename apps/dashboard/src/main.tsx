import { createRoot } from 'react-dom/client'

const place = document.getElementById('page')
if (place) createRoot(place).render(<p>Cartograph</p>)

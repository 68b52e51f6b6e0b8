import './kernel/trusted-types.ts'
import { setNonce } from 'get-nonce'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './fonts.css'
import './kernel/holdfast.css'
import { App } from './app.tsx'
import { listenForChanges, queryClient } from './kernel/queries.ts'
import { stopDragging } from './kernel/leaving-by-hand.ts'
import { schemeInMemory } from './kernel/color-scheme.ts'
import { theme, variables } from './kernel/theme.ts'

// the policy lets in one style element: the one with the nonce of this page
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
setNonce(nonce)
listenForChanges()
stopDragging()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={schemeInMemory}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <App />
          <Notifications position="bottom-right" limit={4} transitionDuration={0} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )

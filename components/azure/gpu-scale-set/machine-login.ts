/** Name of the local account that Azure demands. Nobody can sign in with it. */
const ACCOUNT = "azureuser";

/**
 * Azure demands an SSH key where passwords are off. Nobody has the private half of this one: its 32 bytes are the
 * SHA-256 of `ai-stack: nobody has the private half of this key 1`, the first in a row of such texts, numbered from 0,
 * whose hash is a point of the curve Ed25519.
 */
export const NOBODYS_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID9perdREzPmw/GM3UeoTxyF5GCA2hFN1gpSLdwoC1tw";

/**
 * The system profile of machines that people sign in to through Microsoft Entra ID alone.
 *
 * @param computerNamePrefix what their host names begin with, up to 15 characters
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/mac-create-ssh-keys#supported-ssh-key-formats
 */
export function loginProfile(computerNamePrefix: string) {
  return {
    computerNamePrefix,
    adminUsername: ACCOUNT,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ssh: { publicKeys: [{ path: `/home/${ACCOUNT}/.ssh/authorized_keys`, keyData: NOBODYS_KEY }] },
    },
  };
}

/**
 * The extension that lets in whoever has the role Virtual Machine Administrator Login or Virtual Machine User Login. It
 * refuses machines without a system-assigned identity.
 *
 * @see https://learn.microsoft.com/entra/identity/devices/howto-vm-sign-in-azure-ad-linux
 */
export const ENTRA_LOGIN_EXTENSION = {
  name: "entra-login",
  publisher: "Microsoft.Azure.ActiveDirectory",
  type: "AADSSHLoginForLinux",
  typeHandlerVersion: "1.0",
  autoUpgradeMinorVersion: true,
} as const;

"""Uploading packages to servers: rattler-build's `upload`, with the same environment variables."""

import os

import library
from failure import Failure, plain_message


def upload(options):
    """Uploads all files. Raises Failure."""
    server = options.command.split(" ")[1]
    try:
        UPLOADS[server](options, os.environ.get("RATTLER_AUTH_FILE"))
    except Exception as error:
        raise Failure(plain_message(error)) from error


def variable(name):
    return os.environ.get(name) or None


def to_quetz(options, auth_file):
    key = variable("QUETZ_API_KEY")
    library.native().upload_package_to_quetz_py(options.files, options.url, options.channel, key, auth_file)


def to_artifactory(options, auth_file):
    # nx-conda passes a user name and password in the auth file.
    token = variable("ARTIFACTORY_TOKEN")
    library.native().upload_package_to_artifactory_py(options.files, options.url, options.channel, token, auth_file)


def to_prefix(options, auth_file):
    library.native().upload_package_to_prefix_py(
        options.files,
        options.url,
        options.channel,
        variable("PREFIX_API_KEY"),
        auth_file,
        False,  # nx-conda compares packages itself, and must know of an existing one
        options.force,
        options.generate_attestation,
        options.attestation,
        options.store_github_attestation,
    )


def to_anaconda(options, auth_file):
    key = variable("ANACONDA_API_KEY")
    url = variable("ANACONDA_SERVER_URL")
    channel = options.channel or None
    library.native().upload_package_to_anaconda_py(
        options.files, options.owner, channel, key, url, options.force, auth_file
    )


def to_cloudsmith(options, auth_file):
    key = variable("CLOUDSMITH_API_KEY")
    url = variable("CLOUDSMITH_API_URL")
    library.native().upload_package_to_cloudsmith_py(options.files, options.owner, options.repo, key, url, auth_file)


UPLOADS = {
    "quetz": to_quetz,
    "artifactory": to_artifactory,
    "prefix": to_prefix,
    "anaconda": to_anaconda,
    "cloudsmith": to_cloudsmith,
}
